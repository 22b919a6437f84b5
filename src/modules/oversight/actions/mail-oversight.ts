// oversight.mail: says by mail that there is something to look at; never what, since mail can be read on the way.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById, accountsWithRole, type Account } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'oversight.mail' };

/** Event -> whom it concerns, the words, and the page to open. */
const mails = {
  'access.questioned': { to: 'dpo', words: 'questioned', page: '/aufsicht/fragen' },
  'access.question-answered': { to: 'person', words: 'answered', page: '/konto/zugriffe/fragen' },
  'emergency-access.opened': { to: 'dpo', words: 'emergency', page: '/aufsicht#notfall' },
  'oversight.unusual-reading': { to: 'dpo', words: 'unusual', page: '/aufsicht' },
} as const;
export const mailedEvents = Object.keys(mails) as (keyof typeof mails)[];

/** At most one mail for each event and recipient, however often the job runs. */
export async function mailOversight(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = mailedEvents.find((each) => each === payload['type']);
  if (!type) return;
  const { to, words, page } = mails[type];
  const subject = String(payload['subject']);
  const recipients = to === 'dpo' ? await accountsWithRole(app, 'dpo') : await personOf(app, subject);
  for (const recipient of recipients)
    await mailTo(app, recipient, { key: `${type}/${subject}`, words, page });
}

async function personOf(app: App, questionId: string): Promise<Account[]> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db.selectFrom('oversight.question').select('account_id').where('id', '=', questionId).executeTakeFirst(),
  );
  const account = row && (await accountById(app, row.account_id));
  return account ? [account] : [];
}

interface Message {
  key: string;
  words: 'questioned' | 'answered' | 'unusual' | 'emergency' | 'breachSoon' | 'breachOverdue';
  page: string;
}

/** One mail for each key and account, however often it is asked for. @throws while the mail server can't take it */
export async function mailTo(
  app: App,
  { id, name, email, language }: Account,
  about: Message,
): Promise<void> {
  if (email === undefined || !isMailAddress(email)) return;
  const t = oversightTexts(language);
  const key = `${about.key}/${id}`;
  const text = mailText(app, language, [
    mailGreeting(language, name),
    t(`mail.${about.words}.text`),
    t('mail.open', { url: `${app.config.baseUrl}${about.page}` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = {
      key,
      to: email,
      account: id,
      subject: t(`mail.${about.words}.subject`),
      text,
      language,
    };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: id,
      fields: ['name', 'email'],
      purpose: about.words.startsWith('breach') ? 'breach' : 'access-question',
    });
  });
  await app.mailer.deliver(key);
}
