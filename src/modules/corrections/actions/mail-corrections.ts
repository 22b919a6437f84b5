// corrections.mail: says by mail that there is something to read or to decide; never what, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById, accountsOfUnit, type Account } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { rolesMay } from '../../policy/index.ts';
import { correctionsTexts } from '../corrections-texts.ts';
import { requestById, type CorrectionRequest } from '../queries/requests.ts';

/** Event -> whom it concerns and the words. */
const mails = {
  'correction.asked': { to: 'unit', words: 'asked' },
  'correction.stale': { to: 'unit', words: 'stale' },
  'correction.made': { to: 'person', words: 'made' },
  'correction.refused': { to: 'person', words: 'refused' },
} as const;
export const mailedEvents = Object.keys(mails) as (keyof typeof mails)[];

/** At most one mail for each event and recipient, however often the job runs. */
export async function mailCorrections(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = mailedEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  const request = type && (await impersonal(app, 'show-nobody', (db) => requestById(db, id)));
  if (!request) return;
  const { to, words } = mails[type];
  for (const recipient of await recipientsOf(app, to, request))
    await sendNotice(app, 'corrections.mail', {
      // The register may have changed again and again: one mail for each value that was decided on.
      key: `${type}/${id}/${request.wrongAsOf}/${recipient.id}`,
      kind: to === 'unit' ? 'work' : 'correction',
      to: recipient,
      words: (language) => {
        const t = correctionsTexts(language);
        const page = to === 'unit' ? `/berichtigungen/${id}` : '/konto/berichtigungen';
        return {
          subject: t(`mail.${words}.subject`),
          paragraphs: [t(`mail.${words}.text`), t('mail.open', { url: `${app.config.baseUrl}${page}` })],
        };
      },
      use: { purpose: 'correction' },
    });
}

async function recipientsOf(
  app: App,
  to: 'unit' | 'person',
  { unit, accountId }: CorrectionRequest,
): Promise<Account[]> {
  if (to === 'unit')
    return (await accountsOfUnit(app, unit)).filter(({ roles }) => rolesMay(app, roles, 'correction', 'act'));
  const account = await accountById(app, accountId);
  return account ? [account] : [];
}
