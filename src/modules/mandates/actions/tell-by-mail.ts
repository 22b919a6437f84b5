// mandates.tell: tells both sides by mail what has become of a mandate, each in their own language.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { representativesOf } from '../queries/representatives.ts';
import type { Side } from '../rules.ts';

export const toldEvents = {
  'mandate.offered': 'offered',
  'mandate.accepted': 'accepted',
  'mandate.declined': 'declined',
  'mandate.revoked': 'revoked',
  'mandate.resigned': 'resigned',
  'mandate.ended': 'ended',
} as const;
type Occasion = (typeof toldEvents)[keyof typeof toldEvents];

const task = 'mandates.tell';

interface Recipient {
  side: Side;
  email: string;
  language: Language;
  /** Account; absent for somebody who has none yet. */
  account: string | undefined;
  name: string | undefined;
  /** Told as a parent of whoever has given it. */
  parent?: true;
}

/** One mail for each event and side, however often the job runs. A company is told by those who act for it. */
export async function tellByMail(app: App, payload: Record<string, unknown>): Promise<void> {
  const occasion = toldEvents[payload['type'] as keyof typeof toldEvents] as Occasion | undefined;
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('mandates.mandate')
      .selectAll()
      .where('id', '=', String(payload['subject']))
      .executeTakeFirst(),
  );
  if (!row || !occasion) return;
  const mandate = toMandate(row);
  const { deceased } = (payload['data'] ?? {}) as { deceased?: string[] };
  const parents = await parentsOf(app, mandate);
  for (const recipient of [...(await recipientsOf(app, mandate)), ...(parents === 'silent' ? [] : parents)]) {
    if (recipient.account !== undefined && deceased?.includes(recipient.account)) continue;
    const of = recipient.parent && recipient.account ? `/${recipient.account}` : '';
    const key = `mandate/${mandate.id}/${occasion}/${recipient.side}${of}`;
    const { account: id, name, email } = recipient;
    await sendNotice(app, task, {
      key,
      kind: 'mandate',
      to: { id, name, email, language: recipient.language },
      words: (language) => words(app, mandate, occasion, { ...recipient, language }),
      use: { purpose: 'mandate' },
    });
  }
  // The job tries again; who was told stays told.
  if (parents === 'silent') throw new Error('The register does not say whose child has given the mandate');
}

/** Parents of a child, in whose name one of them has given it. */
async function parentsOf(app: App, mandate: Mandate): Promise<Recipient[] | 'silent'> {
  const representatives = await representativesOf(app, mandate.giverId, task);
  if (representatives === 'silent') return 'silent';
  return representatives.flatMap(({ right, account }) =>
    right.kind === 'parent' && account?.email !== undefined && isMailAddress(account.email)
      ? [
          {
            side: 'giver' as const,
            email: account.email,
            language: account.language,
            account: account.id,
            name: account.name,
            parent: true as const,
          },
        ]
      : [],
  );
}

async function recipientsOf(app: App, mandate: Mandate): Promise<Recipient[]> {
  const found: Recipient[] = [];
  const add = async (side: Side, id: string) => {
    const account = await accountById(app, id);
    if (!account?.email || !isMailAddress(account.email)) return;
    const { email, language, name } = account;
    found.push({ side, email, language, account: id, name });
  };
  await add('giver', mandate.giverId);
  if (mandate.mandataryId !== null) await add('mandatary', mandate.mandataryId);
  else if (mandate.offeredEmail !== null && isMailAddress(mandate.offeredEmail))
    found.push({
      side: 'mandatary',
      email: mandate.offeredEmail,
      language: mandate.language,
      account: undefined,
      name: undefined,
    });
  return found;
}

/** Nothing of the scope: a mail can be read on the way, and which matters somebody has is their own business. */
function words(app: App, mandate: Mandate, occasion: Occasion, { side, language, parent }: Recipient) {
  const t = mandatesTexts(language);
  const other = mandate.mandataryName ?? mandate.offeredEmail ?? t('nameOpen');
  const args = {
    giver: mandate.giverName,
    other,
    from: longDay(language, mandate.validFrom),
    until: longDay(language, mandate.validUntil),
  };
  const paragraphs = [
    t(`mail.${occasion}.${parent ? 'child' : side}`, args),
    t('mail.open', { url: `${app.config.baseUrl}/vertretung/vollmachten/${mandate.id}` }),
  ];
  // Nobody is told their own name: each side reads the other's.
  const person = side === 'giver' && !parent ? other : mandate.giverName;
  return { subject: t(`mail.${occasion}.subject`, { person }), paragraphs };
}
