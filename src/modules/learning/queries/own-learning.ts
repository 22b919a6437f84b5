// What somebody has learned and has to learn: one look at one's own rows, for the pages and the API.
import { addDays } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { allCourses, daysForNew, isMeantFor, mandatoryFor, pathsOf } from '../courses.ts';
import type { Course } from '../course.ts';
import { stateOf } from '../intervals.ts';
import { lastDone, type LastDone } from './last-done.ts';

export interface OwnCourse {
  course: Course;
  /** Ids of the modules that were read. */
  read: ReadonlySet<string>;
  /** Valid now, or without end. */
  done: LastDone | undefined;
  /** It was done, and what came of it has ended. */
  ended: boolean;
  /** Of what is mandatory. */
  due: { day: string; state: 'late' | 'soon' | 'ahead' } | undefined;
  meant: boolean;
}

/** All courses: what is mandatory by its day, then what is meant for these roles, then the rest. */
export async function ownCourses(app: App, staff: StaffActor): Promise<OwnCourse[]> {
  const { readings, duties, done } = await ownData(app, staff, async (db) => ({
    readings: await db
      .selectFrom('learning.reading')
      .select(['course', 'module'])
      .where('staff_id', '=', staff.id)
      .execute(),
    duties: await db
      .selectFrom('learning.duty')
      .select(['course', 'due_on'])
      .where('staff_id', '=', staff.id)
      .execute(),
    done: await lastDone(db, [staff.id]),
  }));
  const today = app.clock.today();
  const now = app.clock.now();
  const mandatory = new Set(mandatoryFor(app, staff.roles).map(({ course }) => course));
  const all = allCourses(app).map((course): OwnCourse => {
    const last = done.get(`${staff.id} ${course.id}`);
    const ended = last?.validUntil !== undefined && last.validUntil <= now;
    // Whom the nightly job has not seen yet has all the time that new staff have.
    const day = duties.find((each) => each.course === course.id)?.due_on ?? addDays(today, daysForNew(app));
    return {
      course,
      read: new Set(readings.filter((each) => each.course === course.id).map(({ module }) => module)),
      done: last,
      ended,
      due: mandatory.has(course.id) ? { day, state: ended ? 'late' : stateOf(day, today) } : undefined,
      meant: isMeantFor(course, staff.roles),
    };
  });
  const rank = ({ due, meant }: OwnCourse) => (due ? 0 : meant ? 1 : 2);
  return all.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.due?.day ?? '').localeCompare(other.due?.day ?? '') ||
      one.course.id.localeCompare(other.course.id),
  );
}

/** The courses of the roles' paths, in the order of the paths. */
export function ownPaths(app: App, staff: StaffActor, courses: readonly OwnCourse[]) {
  return pathsOf(app, staff.roles).map((path) => ({
    title: path.title,
    courses: path.courses.flatMap(({ course: id }) => courses.find(({ course }) => course.id === id) ?? []),
  }));
}
