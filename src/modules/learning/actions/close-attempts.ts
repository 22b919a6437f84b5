// learning.close-attempts: ends tries whose time is over, though nobody has come back; and forgets old ones.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { courseNamed } from '../courses.ts';
import { endAttempt, endedByItself, lockAttempt } from './end-attempt.ts';

const portion = 100;

export async function closeAttempts(app: App): Promise<void> {
  const over = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('learning.attempt')
      .select(['id', 'staff_id'])
      .where('finished_at', 'is', null)
      .where('ends_at', '<=', app.clock.now())
      .orderBy('ends_at')
      .limit(portion)
      .execute(),
  );
  for (const { id, staff_id: staffId } of over) {
    const account = await accountById(app, staffId);
    await transact(app, { kind: 'programme', task: 'learning.close-attempts' }, async (tx) => {
      tx.impersonal('show-nobody');
      const attempt = await lockAttempt(tx, { id });
      const course = courseNamed(app, attempt?.course);
      const how = attempt && endedByItself(attempt, course, app.clock.now());
      // Somebody was quicker.
      if (!attempt || attempt.finishedAt || how === undefined) return;
      await endAttempt(tx, account, attempt, { how, course, language: account?.language ?? 'de' });
    });
  }
}

/** What somebody has answered is forgotten after a year; that they have passed is not. */
export const keptYears = 1;

export async function forgetAttempts(app: App): Promise<void> {
  const before = new Date(app.clock.now());
  before.setUTCFullYear(before.getUTCFullYear() - keptYears);
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('learning.attempt').where('finished_at', '<', before).execute(),
  );
}
