// oversight.mail: says by mail that there is something to look at; never what, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById, accountsWithRole, type Account } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { oversightTexts } from '../oversight-texts.ts';

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

/** One mail for each key and account, however often it is asked for. */
export async function mailTo(app: App, to: Account, { key, words, page }: Message): Promise<void> {
  await sendNotice(app, 'oversight.mail', {
    key: `${key}/${to.id}`,
    kind: words === 'answered' ? 'access-question' : 'work',
    to,
    words: (language) => {
      const t = oversightTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [t(`mail.${words}.text`), t('mail.open', { url: `${app.config.baseUrl}${page}` })],
      };
    },
    use: { purpose: words.startsWith('breach') ? 'breach' : 'access-question' },
  });
}
