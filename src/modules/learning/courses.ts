// The courses and paths of the canton while the program runs: read once at the start.
import type { Role } from '../../kernel/actor.ts';
import { perApp, type App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Course, Paths } from './course.ts';
import type { PathCourse } from './intervals.ts';

export const coursesState = perApp<{ courses: readonly Course[]; paths: Paths }>('The courses');

export const allCourses = (app: App): readonly Course[] => coursesState.of(app).courses;

export const courseNamed = (app: App, id: string | undefined): Course | undefined =>
  allCourses(app).find((each) => each.id === id);

/** @throws Fault NOT_FOUND */
export function courseById(app: App, id: string | undefined): Course {
  const course = courseNamed(app, id);
  if (!course) throw new Fault('NOT_FOUND');
  return course;
}

/** The course that gives a certificate of the policy. */
export const courseFor = (app: App, certificate: string): Course | undefined =>
  allCourses(app).find((each) => each.certificate === certificate);

/** Whether a course is meant for somebody with these roles. */
export const isMeantFor = ({ audience }: Course, roles: readonly Role[]): boolean =>
  audience.includes('all') || roles.some((role) => role !== 'resident' && audience.includes(role));

/** The paths of somebody with these roles. */
export const pathsOf = (app: App, roles: readonly Role[]): Paths['paths'] =>
  coursesState.of(app).paths.paths.filter(({ role }) => role === 'all' || roles.includes(role));

/** What of these paths is mandatory; of two intervals for one course the shorter one counts. */
export function mandatoryFor(app: App, roles: readonly Role[]): PathCourse[] {
  const found = new Map<string, PathCourse>();
  for (const { courses } of pathsOf(app, roles))
    for (const { course, mandatory, everyMonths } of courses) {
      if (!mandatory) continue;
      const shorter = Math.min(everyMonths ?? Infinity, found.get(course)?.everyMonths ?? Infinity);
      found.set(course, { course, ...(Number.isFinite(shorter) ? { everyMonths: shorter } : {}) });
    }
  return [...found.values()];
}

/** Days that new staff have for what is mandatory, where the canton says nothing else. */
const usualDays = 90;
export const daysForNew = (app: App): number => coursesState.of(app).paths.withinDays ?? usualDays;
