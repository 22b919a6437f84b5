// The holidays of a year from their rules: fixed days, and days counted from Easter Sunday.
import { dayOfNumber, type CalendarDay } from './calendar-day.ts';

/** On which day of each year a holiday falls; `easter`: so many days after Easter Sunday. */
export type HolidayDate = { month: number; day: number } | { easter: number };

const millisecondsPerDay = 86_400_000;

/** Easter Sunday by the Gregorian reckoning (algorithm of Meeus, Jones and Butcher), as days of a UTC date. */
export function easterSunday(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return new Date(Date.UTC(year, month - 1, day));
}

/** The holidays of a year, by their day; where two fall on the same day, the later rule. */
export function holidaysIn<Rule extends HolidayDate>(
  rules: readonly Rule[],
  year: number,
): Map<CalendarDay, Rule> {
  const easter = easterSunday(year).getTime();
  return new Map(
    rules.map((rule) => {
      const time =
        'easter' in rule
          ? easter + rule.easter * millisecondsPerDay
          : Date.UTC(year, rule.month - 1, rule.day);
      return [dayOfNumber(time / millisecondsPerDay), rule];
    }),
  );
}

/** Any year can be asked for; only those of living time limits are worth keeping. */
const mostYears = 200;

/** The holiday on a day, or undefined; each year is worked out once. */
export function holidayCalendar<Rule extends HolidayDate>(
  rules: readonly Rule[],
): (day: CalendarDay) => Rule | undefined {
  const years = new Map<string, Map<CalendarDay, Rule>>();
  return (day) => {
    const year = day.slice(0, 4);
    let known = years.get(year);
    if (!known) {
      const number = Number(year);
      if (!Number.isInteger(number) || number < 1 || number > 9999) return undefined;
      known = holidaysIn(rules, number);
      if (years.size < mostYears) years.set(year, known);
    }
    return known.get(day);
  };
}
