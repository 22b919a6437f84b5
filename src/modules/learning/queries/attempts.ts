// Tries of tests: one's own, and how many were in vain.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { toAttempt, type Attempt } from '../attempt.ts';
import type { PastTries } from '../tries.ts';

/** One's own; undefined where there is none of this id. */
export async function ownAttempt(
  app: App,
  staff: StaffActor,
  id: string | undefined,
): Promise<Attempt | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await ownData(app, staff, (db) =>
    db
      .selectFrom('learning.attempt')
      .selectAll()
      .where('id', '=', id)
      .where('staff_id', '=', staff.id)
      .executeTakeFirst(),
  );
  return row && toAttempt(row);
}

/** The latest ones of a course, the newest first. */
export async function ownAttempts(app: App, staff: StaffActor, course: string): Promise<Attempt[]> {
  const rows = await ownData(app, staff, (db) =>
    db
      .selectFrom('learning.attempt')
      .selectAll()
      .where('staff_id', '=', staff.id)
      .where('course', '=', course)
      .orderBy('started_at', 'desc')
      .limit(10)
      .execute(),
  );
  return rows.map(toAttempt);
}

/** Those in vain since the test was last passed; a try that ended with a change of the course is none. */
export async function pastTries(db: Database, staffId: string, course: string): Promise<PastTries> {
  const row = await db
    .selectFrom('learning.attempt')
    .select((eb) => [eb.fn.countAll<number>().as('failed'), eb.fn.max('finished_at').as('last')])
    .where('staff_id', '=', staffId)
    .where('course', '=', course)
    .where('passed', '=', false)
    .where('ended_by', '!=', 'changed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('learning.completion as done')
            .select('done.id')
            .where('done.staff_id', '=', staffId)
            .where('done.course', '=', course)
            .whereRef('done.at', '>=', 'learning.attempt.started_at'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return { failed: Number(row.failed), lastFinishedAt: row.last ?? undefined };
}
