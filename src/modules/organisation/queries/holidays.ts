// The canton's holidays, worked out from the rules in `holidays.yaml` for any year.
import { holidayCalendar } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { HolidayRule } from '../load-holidays.ts';

interface Calendar {
  rules: readonly HolidayRule[];
  holidayOn: (day: string) => HolidayRule | undefined;
  isHoliday: (day: string) => boolean;
}

const calendarOf = perApp<Calendar>('The calendar of holidays');

export function setHolidays(app: App, rules: readonly HolidayRule[]): void {
  const holidayOn = holidayCalendar(rules);
  calendarOf.set(app, { rules, holidayOn, isHoliday: (day) => holidayOn(day) !== undefined });
}

/** The rules as they stand in the file: for a thread, which works the days out itself. */
export const holidayRules = (app: App): readonly HolidayRule[] => calendarOf.of(app).rules;

/** Whether a day (`YYYY-MM-DD`) is a holiday in the canton. Saturdays and Sundays are not among them. Always the same function. */
export const holidaysOf = (app: App): ((day: string) => boolean) => calendarOf.of(app).isHoliday;

/** The holiday's name, or undefined on an ordinary day. */
export function holidayName(app: App, day: string, language: Language): string | undefined {
  return calendarOf.of(app).holidayOn(day)?.name[language];
}
