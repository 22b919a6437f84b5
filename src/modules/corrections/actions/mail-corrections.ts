// corrections.mail: says by mail that there is something to read or to decide; never what, since mail can be read on the way.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById, accountsOfUnit, type Account } from '../../identity/index.ts';
import { rolesMay } from '../../policy/index.ts';
import { correctionsTexts } from '../corrections-texts.ts';
import { requestById, type CorrectionRequest } from '../queries/requests.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'corrections.mail' };

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
    await mailTo(app, recipient, {
      // The register may have changed again and again: one mail for each value that was decided on.
      key: `${type}/${id}/${request.wrongAsOf}/${recipient.id}`,
      words,
      page: to === 'unit' ? `/berichtigungen/${id}` : '/konto/berichtigungen',
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

async function mailTo(
  app: App,
  { id, name, email, language }: Account,
  { key, words, page }: { key: string; words: (typeof mails)[keyof typeof mails]['words']; page: string },
): Promise<void> {
  if (email === undefined || !isMailAddress(email)) return;
  const t = correctionsTexts(language);
  const text = mailText(app, language, [
    mailGreeting(language, name),
    t(`mail.${words}.text`),
    t('mail.open', { url: `${app.config.baseUrl}${page}` }),
  ]);
  await transact(app, programme, async (tx) => {
    const subject = t(`mail.${words}.subject`);
    const message = { key, to: email, subject, text, language, account: id };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({ kind: 'read', subject: id, fields: ['name', 'email'], purpose: 'correction' });
  });
  await app.mailer.deliver(key);
}
