// duties.remind: a mail some days before a duty falls due, once each; only to those who asked for it.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { formatDate } from '../../../ui/index.ts';
import { accountById, personActor, type Account } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { dutyOwn } from '../queries/due-soon.ts';
import type { KeptDuty } from '../queries/own-duties.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'duties.remind' };
const portion = 200;

/** Queues a job for everybody who wants to be reminded, a portion at a time. */
export async function remindAll(app: App): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const last = after;
    const rows = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('duties.setting')
        .select('account_id')
        .where('remind_days', 'is not', null)
        .where('account_id', '>', last)
        .orderBy('account_id')
        .limit(portion)
        .execute(),
    );
    for (const { account_id: account } of rows)
      await transact(app, programme, (tx) => queueReminder(tx, account));
    const end = rows.at(-1);
    if (!end || rows.length < portion) return;
    after = end.account_id;
  }
}

/** Looks whether somebody is to be reminded of something now; asking twice is looking once. */
export const queueReminder = (tx: Transaction, account: string): Promise<void> =>
  tx.queue('duties.remind-one', { account }, { key: `duties.remind-one/${account}` });

/** One mail for each occurrence of a duty, however often the job runs. */
export async function remindOne(app: App, payload: Record<string, unknown>): Promise<void> {
  const account = await accountById(app, String(payload['account']));
  if (!account) return;
  const actor = await personActor(app, account.id);
  const { setting, duties } = await dutyOwn(app, actor);
  if (setting?.remindDays === undefined || setting.remindDays === null) return;
  const today = app.clock.today();
  const until = addDays(today, setting.remindDays);
  const language = asLanguage(setting.language);
  for (const each of duties) {
    if (!each.due || each.done || each.due.day < today || each.due.day > until) continue;
    await remindOf(app, account, each, language);
  }
}

async function remindOf(
  app: App,
  to: Account,
  { duty, due }: KeptDuty,
  chosen: Language | undefined,
): Promise<void> {
  if (!due) return;
  await sendNotice(app, 'duties.remind', {
    key: `duty/${to.id}/${duty.id}/${due.nominal}`,
    kind: 'duty',
    to,
    ...(chosen === undefined ? {} : { language: chosen }),
    words: (language) => {
      const t = dutiesTexts(language);
      return {
        subject: t('mail.subject'),
        paragraphs: [
          // Never which one: mail can be read on the way.
          t('mail.body', { day: formatDate(due.day, language) }),
          t('mail.open', { url: `${app.config.baseUrl}/konto/pflichten` }),
          t('mail.stop'),
        ],
      };
    },
    use: { fields: ['name', 'email', 'duties'], purpose: 'duties' },
  });
}

/** Marks of duties that fell due long ago. */
export async function removeOldMarks(app: App): Promise<void> {
  const before = new Date(app.clock.now());
  before.setUTCFullYear(before.getUTCFullYear() - 2);
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('duties.mark').where('marked_at', '<', before).execute(),
  );
}
