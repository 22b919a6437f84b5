// questions.tell: a mail to the asker at each step; never what it says, since mail can be read on the way.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { questionsTexts } from '../questions-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'questions.tell' };

/** Event -> words of the mail. */
const mails = {
  'question.answered': 'answered',
  'question.asked-back': 'askedBack',
  'question.rerouted': 'rerouted',
} as const;
export const toldEvents = Object.keys(mails) as (keyof typeof mails)[];

interface Recipient {
  email: string;
  language: Language;
  name: string | undefined;
  account: string | undefined;
}

/** At most one mail for each step, however often the job runs. */
export async function tellAsker(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = toldEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  const { revision } = payload['data'] as { revision: number };
  const to = type && (await recipientOf(app, id));
  if (!type || !to) return;
  const key = `${type}/${id}/${revision}`;
  await transact(app, programme, async (tx) => {
    const secret = to.account === undefined ? newSecret() : undefined;
    const path = secret === undefined ? `/konto/fragen/${id}` : `/fragen/meine/${secret}`;
    const kept = await keep(tx, key, to, mails[type], path);
    if (kept && secret !== undefined)
      await tx.db
        .insertInto('questions.key')
        .values({ hash: hashOf(secret), question_id: id, made_at: app.clock.now() })
        .execute();
    if (!kept || to.account === undefined) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: to.account,
      fields: ['name', 'email'],
      purpose: 'questions',
    });
  });
  await app.mailer.deliver(key);
}

const keep = (
  tx: Transaction,
  key: string,
  { email, language, name, account }: Recipient,
  words: (typeof mails)[keyof typeof mails] | 'confirm',
  path: string,
): Promise<boolean> => {
  const t = questionsTexts(language);
  const text = mailText(tx.app, language, [
    mailGreeting(language, name),
    t(`mail.${words}.text`),
    t(`mail.${words}.open`, { url: `${tx.app.config.baseUrl}${path}` }),
  ]);
  const subject = t(`mail.${words}.subject`);
  return tx.app.mailer.keep(tx.db, { key, to: email, subject, text, language, account });
};

async function recipientOf(app: App, id: string): Promise<Recipient | undefined> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('questions.question as question')
      .leftJoin('questions.address as address', (join) =>
        join.onRef('address.question_id', '=', 'question.id').on('address.confirmed_at', 'is not', null),
      )
      .select(['question.account_id as account', 'address.email', 'address.language'])
      .where('question.id', '=', id)
      .executeTakeFirst(),
  );
  const account = row?.account ? await accountById(app, row.account) : undefined;
  const email = account ? account.email : row?.email;
  if (!row || !email || !isMailAddress(email)) return undefined;
  const language = account?.language ?? asLanguage(row.language) ?? 'de';
  return { email, language, name: account?.name, account: account?.id };
}

/** questions.confirm: asks an address for its confirmation. Nothing else is ever written to one that has not confirmed. */
export async function askConfirmation(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['question']);
  const key = `question-confirm/${id}`;
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const row = await tx.db
      .selectFrom('questions.address')
      .select(['email', 'language'])
      .where('question_id', '=', id)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst();
    if (!row || !isMailAddress(row.email)) return;
    const secret = newSecret();
    const language = asLanguage(row.language) ?? 'de';
    const to = { email: row.email, language, name: undefined, account: undefined };
    if (!(await keep(tx, key, to, 'confirm', `/fragen/bestaetigen/${secret}`))) return;
    await tx.db
      .updateTable('questions.address')
      .set({ confirm_hash: hashOf(secret) })
      .where('question_id', '=', id)
      .execute();
  });
  await app.mailer.deliver(key);
}
