// Civil days as `YYYY-MM-DD`: whether they exist, and sums of days, months and years. No time zones.
/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export type CalendarDay = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsPerDay = 86_400_000;

function parts(day: CalendarDay): [number, number, number] {
  if (!shape.test(day)) return [NaN, NaN, NaN];
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
}

function instant(year: number, month: number, date: number): Date {
  const value = new Date(0);
  value.setUTCFullYear(year, month - 1, date);
  return value;
}

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

function written(value: Date): CalendarDay {
  const year = value.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return value.toISOString().slice(0, 10);
  return `${year}-${twoDigits[value.getUTCMonth() + 1]}-${twoDigits[value.getUTCDate()]}`;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const longMonths = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the text is a day that exists: 2024-02-29 does, 2023-02-29 and 2026-02-31 do not. */
export function isCalendarDay(text: string): boolean {
  const [year, month, date] = parts(text);
  const last = month === 2 && isLeap(year) ? 29 : longMonths[month];
  return last !== undefined && date >= 1 && date <= last;
}

/** Days since 1970-01-01, which was a Thursday. */
export const dayNumber = (day: CalendarDay): number => instant(...parts(day)).getTime() / millisecondsPerDay;

/** The day of a number of days since 1970-01-01. */
export const dayOfNumber = (days: number): CalendarDay => written(new Date(days * millisecondsPerDay));

/** The day `days` later (or earlier, when negative). */
export const addDays = (day: CalendarDay, days: number): CalendarDay => dayOfNumber(dayNumber(day) + days);

/** The same date `months` later; the last day of the month where it would not exist (31 January + 1 month: 28 or 29 February). */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year, month, date] = parts(day);
  const last = instant(year, month + months + 1, 0).getUTCDate();
  return written(instant(year, month + months, Math.min(date, last)));
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: CalendarDay): number => weekdayOfNumber(dayNumber(day));

/** Weekday of a number of days since 1970-01-01. */
export const weekdayOfNumber = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

/**
 * The day after an ISO 8601 duration of years, months and days (`P10Y`, `P6M`, `P1Y15D`), added in this order.
 * @throws RangeError when the text is no such duration
 */
export function addDuration(day: CalendarDay, duration: string): CalendarDay {
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration);
  if (!match) throw new RangeError(`Not a duration: ${duration}`);
  const [, years = '0', months = '0', days = '0'] = match;
  return addDays(addMonths(day, Number(years) * 12 + Number(months)), Number(days));
}
