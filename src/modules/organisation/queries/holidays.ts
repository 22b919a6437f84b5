// The canton's holidays, worked out from the rules in `holidays.yaml` for any year.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language, LocalText } from '../../../kernel/i18n/texts.ts';
import type { HolidayRule } from '../load-holidays.ts';

interface Calendar {
  rules: HolidayRule[];
  /** Year -> day -> name; filled when a year is first asked for. */
  years: Map<number, Map<string, LocalText>>;
}

export const calendarOf = perApp<Calendar>('The calendar of holidays');

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

/** The holidays of a year, `YYYY-MM-DD` -> name. */
export function holidaysIn(rules: readonly HolidayRule[], year: number): Map<string, LocalText> {
  const easter = easterSunday(year).getTime();
  return new Map(
    rules.map((rule) => {
      const day =
        'easter' in rule
          ? new Date(easter + rule.easter * 86_400_000)
          : new Date(Date.UTC(year, rule.month - 1, rule.day));
      return [day.toISOString().slice(0, 10), rule.name];
    }),
  );
}

function nameOn(app: App, day: string): LocalText | undefined {
  const calendar = calendarOf.of(app);
  const year = Number(day.slice(0, 4));
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  let known = calendar.years.get(year);
  if (!known) {
    known = holidaysIn(calendar.rules, year);
    // Any year can be asked for; only those of living time limits are worth keeping.
    if (calendar.years.size < 200) calendar.years.set(year, known);
  }
  return known.get(day);
}

/** Whether a day (`YYYY-MM-DD`) is a holiday in the canton. Saturdays and Sundays are not among them. */
export function holidaysOf(app: App): (day: string) => boolean {
  return (day) => nameOn(app, day) !== undefined;
}

/** The holiday's name, or undefined on an ordinary day. */
export function holidayName(app: App, day: string, language: Language): string | undefined {
  return nameOn(app, day)?.[language];
}
