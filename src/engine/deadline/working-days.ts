// Legal time limits: working days, and the day after which a right is lost.
import { addDays, weekday, type CalendarDay } from './calendar-day.ts';

export type IsHoliday = (day: CalendarDay) => boolean;

const isFree = (day: CalendarDay, isHoliday: IsHoliday): boolean => weekday(day) > 5 || isHoliday(day);

/** A canton has at most a few free days in a row; a predicate that never ends must not stop the programme. */
const mostFreeDays = 400;

/**
 * The day `count` working days after `day`: the day itself does not count, Saturdays, Sundays and holidays neither.
 * @param count 0 or more; 0 gives the day itself, or the next working day when it is free
 */
export function addWorkingDays(day: CalendarDay, count: number, isHoliday: IsHoliday): CalendarDay {
  let current = day;
  for (let left = count; left > 0; left--) current = nextWorkingDay(addDays(current, 1), isHoliday);
  return nextWorkingDay(current, isHoliday);
}

/** The day itself when people work on it, else the next such day. */
export function nextWorkingDay(day: CalendarDay, isHoliday: IsHoliday): CalendarDay {
  let current = day;
  for (let i = 0; i < mostFreeDays && isFree(current, isHoliday); i++) current = addDays(current, 1);
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
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isFree(day, isHoliday)) count++;
  return count;
}
