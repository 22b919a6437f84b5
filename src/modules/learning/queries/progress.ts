// How far units are with what is mandatory, as it was last counted; and who has to do a course, for those who see to it.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { accountNames } from '../../identity/index.ts';
import { units } from '../../organisation/index.ts';
import { mayOfUnit } from '../../policy/index.ts';
import { reminders } from '../intervals.ts';

export interface UnitProgress {
  unit: string;
  course: string;
  must: number;
  done: number;
  soon: number;
  late: number;
  at: Date;
}

const see = { purpose: 'training', use: 'see', class: 'confidential' } as const;

export const seesTrainingOf = (app: App, staff: StaffActor, unit: string): boolean =>
  mayOfUnit(app, staff, see, unit);

/** Of the units that they may see. */
export async function progressFor(app: App, staff: StaffActor, course?: string): Promise<UnitProgress[]> {
  const seen = units(app)
    .map(({ id }) => id)
    .filter((id) => seesTrainingOf(app, staff, id));
  if (seen.length === 0) return [];
  return app.db
    .selectFrom('learning.progress')
    .selectAll()
    .where('unit', 'in', seen)
    .$if(course !== undefined, (query) => query.where('course', '=', course ?? ''))
    .orderBy('course')
    .orderBy('unit')
    .execute();
}

/** The sums of a course over its units. */
export function sumsOf(all: readonly UnitProgress[]): Omit<UnitProgress, 'unit'>[] {
  const sums = new Map<string, Omit<UnitProgress, 'unit'>>();
  for (const { course, must, done, soon, late, at } of all) {
    const sum = sums.get(course) ?? { course, must: 0, done: 0, soon: 0, late: 0, at };
    sums.set(course, {
      ...{ course, must: sum.must + must, done: sum.done + done },
      ...{ soon: sum.soon + soon, late: sum.late + late, at: sum.at > at ? sum.at : at },
    });
  }
  return [...sums.values()];
}

export interface DuePerson {
  name: string;
  dueOn: string;
  done: boolean;
}

const pageSize = 50;

/**
 * Those of a unit who have to do the course soon or are late, by their day. Of all others nothing is shown: nobody has to see to it.
 * Logged for each who is named.
 */
export async function duePersons(
  app: App,
  staff: StaffActor,
  asked: { course: string; unit: string; after: readonly [string, string] | undefined },
): Promise<{ persons: DuePerson[]; next: string | null }> {
  const until = addDays(app.clock.today(), Math.max(...reminders));
  const [day, id] = asked.after ?? ['0001-01-01', '00000000-0000-0000-0000-000000000000'];
  const found = await readPersonal(app, staff, async (tx) => {
    const rows = await tx.db
      .selectFrom('learning.duty')
      .select(['staff_id', 'due_on', 'completed_at'])
      .where('unit', '=', asked.unit)
      .where('course', '=', asked.course)
      .where('due_on', '<=', until)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('due_on', 'staff_id'), '>', tuple(day, id)))
      .orderBy('due_on')
      .orderBy('staff_id')
      .limit(pageSize + 1)
      .execute();
    const shown = rows.slice(0, pageSize);
    return {
      value: { shown, more: rows.length > pageSize },
      access: shown.map(({ staff_id: subject }) => ({
        ...{ subject, fields: ['name', 'courses'], purpose: 'learning' },
      })),
    };
  });
  const { shown = [], more = false } = found ?? {};
  const names = await accountNames(
    app,
    shown.map(({ staff_id: each }) => each),
  );
  const last = more ? shown.at(-1) : undefined;
  return {
    persons: shown.map((row) => ({
      name: names.get(row.staff_id) ?? '',
      dueOn: row.due_on,
      done: row.completed_at !== null,
    })),
    next: pageKey(last && [last.due_on, last.staff_id]),
  };
}
