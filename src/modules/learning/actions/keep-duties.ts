// learning.keep-duties: who has to do what by when, by the paths of their roles; and how far each unit is, counted.
import { sql } from 'kysely';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { staffAfter } from '../../identity/index.ts';
import { daysForNew, mandatoryFor } from '../courses.ts';
import type { Holder } from '../holder.ts';
import { dueOn, reminders } from '../intervals.ts';
import { lastDone, type LastDone } from '../queries/last-done.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'learning.keep-duties' };
const portion = 200;

interface DutyRow {
  staff_id: string;
  course: string;
  unit: string;
  due_on: string;
  completed_at: Date | null;
  seen_at: Date;
}

/** Goes through all staff. What is asked of somebody no more, e.g. after a change of role, goes. */
export async function keepDuties(app: App): Promise<void> {
  const run = app.clock.now();
  let after: string | undefined;
  for (;;) {
    const staff = await staffAfter(app, after, portion);
    await transact(app, programme, async (tx) => {
      tx.impersonal('show-nobody');
      const done = await lastDone(
        tx.db,
        staff.map(({ id }) => id),
      );
      const rows = staff.flatMap((each) => dutiesFor(app, each, done, run));
      await saveDuties(tx.db, rows);
    });
    after = staff.at(-1)?.id;
    if (staff.length < portion) break;
  }
  await transact(app, programme, async (tx) => {
    tx.impersonal('count');
    await tx.db.deleteFrom('learning.duty').where('seen_at', '<', run).execute();
    await tx.db.deleteFrom('learning.progress').execute();
    await count(tx);
  });
}

function dutiesFor(
  app: App,
  { id, unit, roles }: Holder,
  done: ReadonlyMap<string, LastDone>,
  seenAt: Date,
): DutyRow[] {
  if (unit === undefined) return [];
  return mandatoryFor(app, roles).map(({ course, everyMonths }) => {
    const last = done.get(`${id} ${course}`);
    return {
      ...{ staff_id: id, course, unit, seen_at: seenAt },
      due_on: dueOn({ since: seenAt, daysForNew: daysForNew(app), everyMonths, ...last }),
      completed_at: last?.completedAt ?? null,
    };
  });
}

async function saveDuties(db: Database, rows: readonly DutyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('learning.duty')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['staff_id', 'course']).doUpdateSet((eb) => ({
        unit: eb.ref('excluded.unit'),
        // Who has never done it keeps the day that was said when it was first asked of them.
        due_on: sql<string>`case when excluded.completed_at is null and duty.completed_at is null
          then duty.due_on else excluded.due_on end`,
        completed_at: eb.ref('excluded.completed_at'),
        seen_at: eb.ref('excluded.seen_at'),
      })),
    )
    .execute();
}

/** After a completion, or when what came of it is revoked: the next day on which it is due, and the figures of the unit. */
export async function moveDuty(
  tx: Transaction,
  holder: Holder,
  course: string,
  last: LastDone | undefined,
): Promise<void> {
  const { unit } = holder;
  const now = tx.app.clock.now();
  const done = new Map(last ? [[`${holder.id} ${course}`, last]] : []);
  const rows = dutiesFor(tx.app, holder, done, now).filter((row) => row.course === course);
  if (unit === undefined || rows.length === 0) return;
  // Revoked: it is due at once.
  await saveDuties(tx.db, last ? rows : rows.map((row) => ({ ...row, due_on: tx.app.clock.today() })));
  await count(tx, { unit, course });
}

/** Of all units, or of one that has changed. */
async function count(tx: Transaction, only?: { unit: string; course: string }): Promise<void> {
  const today = tx.app.clock.today();
  const soon = addDays(today, Math.max(...reminders));
  await sql`
    insert into learning.progress (unit, course, must, done, soon, late, at)
    select unit, course, count(*), count(completed_at),
      count(*) filter (where due_on >= ${today}::date and due_on <= ${soon}::date),
      count(*) filter (where due_on < ${today}::date), ${tx.app.clock.now()}::timestamptz
    from learning.duty
    where ${only === undefined ? sql`true` : sql`unit = ${only.unit} and course = ${only.course}`}
    group by unit, course
    on conflict (unit, course) do update set must = excluded.must, done = excluded.done, soon = excluded.soon,
      late = excluded.late, at = excluded.at`.execute(tx.db);
}
