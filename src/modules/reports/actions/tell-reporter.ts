// reports.tell: a mail to whoever has reported, at each step; never what it says, since mail can be read on the way.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { keepNotice, mayAskAddress } from '../../notifications/index.ts';
import { addressMark, reportKey } from '../report-key.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';

const task = 'reports.tell';

/** Event -> words of the mail. */
const mails = {
  'report.made': 'made',
  'report.updated': 'updated',
  'report.asked': 'asked',
  'report.reopened': 'reopened',
  'report.merged': 'merged',
} as const;
export const toldEvents = Object.keys(mails) as (keyof typeof mails)[];

interface Recipient {
  report: number;
  sentId: string | null;
  category: string;
  account: string | null;
  email: string | null;
  language: string;
  confirmed: boolean;
}

/** Of the report, and of those that were merged into it. */
async function recipients(app: App, id: number): Promise<Recipient[]> {
  return impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('reports.report as r')
      .innerJoin('reports.reporter as p', 'p.report_id', 'r.id')
      .select(['r.id as report', 'r.sent_id as sentId', 'r.category', 'p.account_id as account'])
      .select(['p.email', 'p.language'])
      .select(sql<boolean>`p.confirmed_at is not null`.as('confirmed'))
      .where(({ or, eb }) => or([eb('r.id', '=', id), eb('r.merged_into', '=', id)]))
      .execute(),
  );
}

export async function tellReporter(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = toldEvents.find((each) => each === payload['type']);
  if (!type) return;
  const step = String((payload['data'] as Record<string, unknown> | undefined)?.['step'] ?? '');
  for (const recipient of await recipients(app, Number(payload['subject'])))
    await tellOne(app, mails[type], step, recipient);
}

async function tellOne(
  app: App,
  words: (typeof mails)[keyof typeof mails],
  step: string,
  to: Recipient,
): Promise<void> {
  const account = to.account === null ? undefined : await accountById(app, to.account);
  const email = account ? account.email : to.email;
  if (!email || !isMailAddress(email)) return;
  if (!to.confirmed && words !== 'made') return;
  const language = account?.language ?? asLanguage(to.language) ?? 'de';
  const own = `${app.config.baseUrl}/meldungen/${to.report}/eigene/${reportKey(app, to.sentId ?? '')}`;
  const link = account
    ? `${app.config.baseUrl}/konto/meldungen`
    : `${own}${to.confirmed ? '' : `?adresse=${addressMark(app, to.report, email)}`}`;
  const number = String(to.report);
  const notice: Parameters<typeof keepNotice>[1] = {
    key: `report/${to.report}/${words}/${step}`,
    kind: to.confirmed ? 'report' : 'address',
    to: { id: account?.id, name: account?.name, email, language },
    words: (each) => {
      const t = reportsTexts(each);
      const category = reportsOf(app).byId.get(to.category)?.name[each] ?? to.category;
      return {
        subject: t(`mail.${words}.subject`, { number }),
        paragraphs: [
          t(`mail.${words}.text`, { category, number }),
          t(to.confirmed ? 'mail.open' : 'mail.confirm', { url: link }),
        ],
      };
    },
    use: { purpose: 'reports' },
  };
  await transact(app, { kind: 'programme', task }, async (tx) => {
    if (!to.confirmed && !(await mayAskAddress(tx, email))) return tx.recordAccess();
    await keepNotice(tx, notice);
  });
}
