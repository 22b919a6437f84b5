// Mails about threads: that there is a message, that a deadline is near. Never what it says, nor about what: mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { threadTexts } from './thread-texts.ts';

const task = 'dialogue.tell-message';
const daysBefore = 3;
const portion = 200;

/** One mail for each message of a unit, however often the job runs. */
export async function tellMessage(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['subject']);
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('dialogue.message as m')
      .innerJoin('dialogue.thread as t', 't.id', 'm.thread_id')
      .select(['t.account_id as account', 't.id as thread'])
      .where('m.id', '=', id)
      .executeTakeFirst(),
  );
  if (row) await tell(app, row.account, 'message', `message/${id}`, row.thread);
}

/** Some days before a deadline that is not met, once. */
export async function remindDeadlines(app: App): Promise<void> {
  const today = app.clock.today();
  for (;;) {
    const rows = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('dialogue.message as m')
        .innerJoin('dialogue.thread as t', 't.id', 'm.thread_id')
        .select(['m.id', 't.account_id as account', 't.id as thread'])
        .where('m.deadline', '>=', today)
        .where('m.deadline', '<=', addDays(today, daysBefore))
        .where('m.deadline_done_at', 'is', null)
        .where('m.reminded_at', 'is', null)
        .orderBy('m.deadline')
        .limit(portion)
        .execute(),
    );
    for (const { id, account, thread } of rows) {
      await tell(app, account, 'deadline', `deadline/${id}`, thread);
      await impersonal(app, 'show-nobody', (db) =>
        db
          .updateTable('dialogue.message')
          .set({ reminded_at: app.clock.now() })
          .where('id', '=', id)
          .execute(),
      );
    }
    if (rows.length < portion) return;
  }
}

async function tell(
  app: App,
  accountId: string,
  words: 'message' | 'deadline',
  key: string,
  thread: string,
): Promise<void> {
  const account = await accountById(app, accountId);
  if (!account) return;
  await sendNotice(app, task, {
    key,
    kind: 'message',
    to: account,
    words: (language) => {
      const t = threadTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [
          t(`mail.${words}.text`),
          t('mail.open', { url: `${app.config.baseUrl}/konto/postfach/${thread}` }),
        ],
      };
    },
    use: { purpose: 'dialogue' },
  });
}
