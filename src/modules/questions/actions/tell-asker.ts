// questions.tell: a mail to the asker at each step; never what it says, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { keepNotice, type NoticeRecipient } from '../../notifications/index.ts';
import { questionsTexts } from '../questions-texts.ts';

const programme = { kind: 'programme', task: 'questions.tell' } as const;

/** Event -> words of the mail. */
const mails = {
  'question.answered': 'answered',
  'question.asked-back': 'askedBack',
  'question.rerouted': 'rerouted',
} as const;
export const toldEvents = Object.keys(mails) as (keyof typeof mails)[];

/** At most one mail for each step, however often the job runs. */
export async function tellAsker(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = toldEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  const { revision } = payload['data'] as { revision: number };
  const to = type && (await recipientOf(app, id));
  if (!type || !to) return;
  const key = `${type}/${id}/${revision}`;
  await transact(app, programme, async (tx) => {
    const secret = to.id === undefined ? newSecret() : undefined;
    const path = secret === undefined ? `/konto/fragen/${id}` : `/fragen/meine/${secret}`;
    const kept = await keep(tx, key, to, mails[type], path);
    if (kept && secret !== undefined)
      await tx.db
        .insertInto('questions.key')
        .values({ hash: hashOf(secret), question_id: id, made_at: app.clock.now() })
        .execute();
  });
}

const keep = (
  tx: Transaction,
  key: string,
  to: NoticeRecipient,
  words: (typeof mails)[keyof typeof mails] | 'confirm',
  path: string,
): Promise<boolean> =>
  keepNotice(tx, {
    key,
    kind: words === 'confirm' ? 'address' : 'question',
    to,
    words: (language) => {
      const t = questionsTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [
          t(`mail.${words}.text`),
          t(`mail.${words}.open`, { url: `${tx.app.config.baseUrl}${path}` }),
        ],
      };
    },
    use: { purpose: 'questions' },
  });

async function recipientOf(app: App, id: string): Promise<NoticeRecipient | undefined> {
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
  return { email, language, name: account?.name, id: account?.id };
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
    const to = { email: row.email, language, name: undefined, id: undefined };
    if (!(await keep(tx, key, to, 'confirm', `/fragen/bestaetigen/${secret}`))) return;
    await tx.db
      .updateTable('questions.address')
      .set({ confirm_hash: hashOf(secret) })
      .where('question_id', '=', id)
      .execute();
  });
}
