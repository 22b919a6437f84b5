// Legal time limits: working days, and the day after which a right is lost.
import { addDays, dayNumber, dayOfNumber, weekdayOfNumber, type CalendarDay } from './calendar-day.ts';

export type IsHoliday = (day: CalendarDay) => boolean;

const isFree = (day: number, isHoliday: IsHoliday): boolean =>
  weekdayOfNumber(day) > 5 || isHoliday(dayOfNumber(day));

/** A canton has at most a few free days in a row; a predicate that never ends must not stop the programme. */
const mostFreeDays = 400;

/**
 * The day `count` working days after `day`: the day itself does not count, Saturdays, Sundays and holidays neither.
 * @param count 0 or more; 0 gives the day itself, or the next working day when it is free
 */
export function addWorkingDays(day: CalendarDay, count: number, isHoliday: IsHoliday): CalendarDay {
  let current = dayNumber(day);
  for (let left = count; left > 0; left--) current = nextWorking(current + 1, isHoliday);
  return dayOfNumber(nextWorking(current, isHoliday));
}

const promised = new WeakMap<IsHoliday, Map<string, CalendarDay>>();
const mostPromised = 1000;

/** `addWorkingDays`, remembered as long as the holidays live: all who submit a service on a day have the same time limit. */
export function promisedDay(day: CalendarDay, count: number, isHoliday: IsHoliday): CalendarDay {
  let known = promised.get(isHoliday);
  if (!known) promised.set(isHoliday, (known = new Map()));
  const key = `${day} ${count}`;
  let result = known.get(key);
  if (result === undefined) {
    result = addWorkingDays(day, count, isHoliday);
    if (known.size >= mostPromised) known.clear();
    known.set(key, result);
  }
  return result;
}

/** The day itself when people work on it, else the next such day. */
export const nextWorkingDay = (day: CalendarDay, isHoliday: IsHoliday): CalendarDay =>
  dayOfNumber(nextWorking(dayNumber(day), isHoliday));

/** The day itself when people work on it, else the last such day before it: what has to be there by then. */
export function previousWorkingDay(day: CalendarDay, isHoliday: IsHoliday): CalendarDay {
  let current = dayNumber(day);
  for (let i = 0; i < mostFreeDays && isFree(current, isHoliday); i++) current--;
  return dayOfNumber(current);
}

/** As `nextWorkingDay`, for days as numbers: a long time limit looks at many. */
function nextWorking(day: number, isHoliday: IsHoliday): number {
  let current = day;
  for (let i = 0; i < mostFreeDays && isFree(current, isHoliday); i++) current++;
  return current;
}

/**
 * Last day of a legal remedy's time limit in days, that starts the day after `served`; when it falls on a Saturday, Sunday or holiday,
 * the next working day: calendar days count, only the end moves (as in Art. 20 VwVG, SR 172.021).
 */
export function remedyDay(served: CalendarDay, days: number, isHoliday: IsHoliday): CalendarDay {
  return nextWorkingDay(addDays(served, days), isHoliday);
}

/**
 * How many working days lie after `from` up to and with `to`: what is left of a time limit; 0 when `to` is not later.
 * `addWorkingDays(from, workingDaysBetween(from, to))` is `to` when `to` is a working day.
 */
export function workingDaysBetween(from: CalendarDay, to: CalendarDay, isHoliday: IsHoliday): number {
  let count = 0;
  const last = dayNumber(to);
  for (let day = dayNumber(from) + 1; day <= last; day++) if (!isFree(day, isHoliday)) count++;
  return count;
}
