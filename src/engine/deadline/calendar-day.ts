// Civil days as `YYYY-MM-DD`: whether they exist, and sums of days, months and years. No time zones.
/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export type CalendarDay = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsPerDay = 86_400_000;

function parts(day: CalendarDay): [number, number, number] {
  const [, year, month, date] = shape.exec(day) ?? [];
  return [Number(year), Number(month), Number(date)];
}

function instant(year: number, month: number, date: number): Date {
  const value = new Date(0);
  value.setUTCFullYear(year, month - 1, date);
  return value;
}

function written(value: Date): CalendarDay {
  return value.toISOString().slice(0, 10);
}

/** Whether the text is a day that exists: 2024-02-29 does, 2023-02-29 and 2026-02-31 do not. */
export function isCalendarDay(text: string): boolean {
  if (!shape.test(text)) return false;
  const [year, month, date] = parts(text);
  const value = instant(year, month, date);
  return value.getUTCFullYear() === year && value.getUTCMonth() === month - 1 && value.getUTCDate() === date;
}

/** The day `days` later (or earlier, when negative). */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return written(new Date(instant(...parts(day)).getTime() + days * millisecondsPerDay));
}

/** The same date `months` later; the last day of the month where it would not exist (31 January + 1 month: 28 or 29 February). */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year, month, date] = parts(day);
  const last = instant(year, month + months + 1, 0).getUTCDate();
  return written(instant(year, month + months, Math.min(date, last)));
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: CalendarDay): number {
  return ((instant(...parts(day)).getUTCDay() + 6) % 7) + 1;
}

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
