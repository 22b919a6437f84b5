// participation.tell: a mail to the author at each step; never what it says, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { allProcesses } from '../queries/processes.ts';

const task = 'participation.tell';

/** Event -> words of the mail. */
const mails = {
  'contribution.answered': 'answered',
  'contribution.hidden': 'hidden',
  'contribution.published': 'published',
} as const;
export const toldEvents = Object.keys(mails) as (keyof typeof mails)[];

/** At most one mail for each step of moderation and each answer, however often the job runs. */
export async function tellAuthor(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = toldEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  if (!type) return;
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('participation.contribution as c')
      .innerJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select([
        'c.process_id as process',
        'participant.account_id as account',
        'fate.decided_at as decidedAt',
      ])
      .where('c.id', '=', id)
      .executeTakeFirst(),
  );
  const account = row?.account ? await accountById(app, row.account) : undefined;
  const process = allProcesses(app).find((each) => each.id === row?.process);
  if (!row || !process || !account) return;
  const words = mails[type];
  const { step = '' } = (payload['data'] ?? {}) as { step?: number };
  await sendNotice(app, task, {
    key: `${type}/${id}/${words === 'answered' ? (row.decidedAt?.getTime() ?? 0) : step}`,
    kind: 'participation',
    to: account,
    words: (language) => {
      const t = participationTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [
          t(`mail.${words}.text`, { title: process.title[language] }),
          t('mail.open', { url: `${app.config.baseUrl}/konto/mitreden` }),
        ],
      };
    },
    use: { purpose: 'participation' },
  });
}
