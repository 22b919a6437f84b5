// Ends a try of a test: judged by what was answered in time; who has passed has completed the course.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { rightOf, toAttempt, type Attempt, type Ended } from '../attempt.ts';
import type { Course } from '../course.ts';
import type { Holder } from '../holder.ts';
import { hasPassed } from '../judge.ts';
import { completeCourse } from './complete-course.ts';

/** Locked until the transaction ends. */
export async function lockAttempt(
  tx: Transaction,
  by: { id: string } | { staffId: string; course: string },
): Promise<(Attempt & { staffId: string }) | undefined> {
  const row = await tx.db
    .selectFrom('learning.attempt')
    .selectAll()
    .$if('id' in by, (query) => query.where('id', '=', 'id' in by ? by.id : ''))
    .$if('course' in by, (query) =>
      query
        .where('staff_id', '=', 'course' in by ? by.staffId : '')
        .where('course', '=', 'course' in by ? by.course : '')
        .where('finished_at', 'is', null),
    )
    .forUpdate()
    .executeTakeFirst();
  return row && { ...toAttempt(row), staffId: row.staff_id };
}

/** How an open try has ended by itself; undefined where it goes on. */
export function endedByItself(attempt: Attempt, course: Course | undefined, now: Date): Ended | undefined {
  if (!course || course.version !== attempt.version) return 'changed';
  return now >= attempt.endsAt ? 'time' : undefined;
}

export async function endAttempt(
  tx: Transaction,
  holder: Holder | undefined,
  attempt: Attempt,
  { how, course, language }: { how: Ended; course: Course | undefined; language: Language },
): Promise<Attempt> {
  const finishedAt = how === 'time' ? attempt.endsAt : tx.app.clock.now();
  const passed =
    how !== 'changed' &&
    course !== undefined &&
    holder !== undefined &&
    hasPassed(rightOf(attempt), attempt.drawn.length, course.passAt);
  await tx.db
    .updateTable('learning.attempt')
    .set({ finished_at: finishedAt, ended_by: how, passed, answers: JSON.stringify(attempt.answers) })
    .where('id', '=', attempt.id)
    .execute();
  if (passed) await completeCourse(tx, holder, course, language);
  return { ...attempt, finishedAt, endedBy: how, passed };
}
