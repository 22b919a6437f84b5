// When training ends, when it is due again, and when somebody is reminded: pure sums of days and instants.
import { addDays, addMonths } from '../../engine/index.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';

export interface PathCourse {
  course: string;
  everyMonths?: number;
}

const day = 86_400_000;
const utc = (civil: string): number => Date.parse(`${civil}T00:00:00Z`);
const daysFrom = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / day);

/** So many months later by the calendar; on the last day of a shorter month. */
export function monthsLater(instant: Date, months: number): Date {
  const from = dayInSwitzerland(instant);
  return new Date(instant.getTime() + daysFrom(from, addMonths(from, months)) * day);
}

/** The last day on which a mandatory course is in time. */
export function dueOn(asked: {
  /** When it was first asked of somebody who has never done it. */
  since: Date;
  daysForNew: number;
  everyMonths?: number | undefined;
  completedAt?: Date | undefined;
  /** Of the certificate that came of it. */
  validUntil?: Date | undefined;
}): string {
  const { completedAt, everyMonths, validUntil } = asked;
  if (completedAt === undefined) return addDays(dayInSwitzerland(asked.since), asked.daysForNew);
  const again = everyMonths === undefined ? never : addMonths(dayInSwitzerland(completedAt), everyMonths);
  const ends = validUntil === undefined ? never : dayInSwitzerland(validUntil);
  return again < ends ? again : ends;
}

/** Of what is done once and for all. */
export const never = '9999-12-31';

/** Days before the end on which somebody is reminded. */
export const reminders = [30, 7, 1] as const;
export type Reminder = (typeof reminders)[number] | 'late';

/** Which reminder is the one for today; undefined while there is time. One that was missed is made good by a later one. */
export function reminderFor(due: string, today: string): Reminder | undefined {
  const left = daysFrom(today, due);
  if (left < 0) return 'late';
  return reminders.toSorted((one, other) => one - other).find((each) => left <= each);
}

/** How a duty stands: `soon` from the first reminder on. */
export function stateOf(due: string, today: string): 'late' | 'soon' | 'ahead' {
  const reminder = reminderFor(due, today);
  return reminder === 'late' ? 'late' : reminder === undefined ? 'ahead' : 'soon';
}
