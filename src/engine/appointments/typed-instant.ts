// A day, or a day and a time of day, as they were typed, to the day or instant that they are in Switzerland; and back into the fields.
import { isCalendarDay, type CalendarDay } from '../deadline/calendar-day.ts';
import { swissMoment } from './swiss-time.ts';

/** Fields of the form by name, exactly as they were sent. */
export type Typed = Record<string, string | string[]>;

export const typedText = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
};

export const dayParts = (typed: Typed, name: string) => ({
  day: typedText(typed, `${name}.day`),
  month: typedText(typed, `${name}.month`),
  year: typedText(typed, `${name}.year`),
});

const typedParts = (typed: Typed, name: string): string[] => {
  const { day, month, year } = dayParts(typed, name);
  return [year, month, day].map((part) => part.trim());
};

/** Of the years 1900 to 2099; undefined for what is no day. */
function civilOf([year = '', month = '', day = '']: readonly string[]): CalendarDay | undefined {
  if (!/^(19|20)\d\d$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(civil) ? civil : undefined;
}

/** @returns null when nothing was typed, undefined for what is no day of the years 1900 to 2099 */
export function readDay(typed: Typed, name: string): CalendarDay | null | undefined {
  const parts = typedParts(typed, name);
  return parts.every((part) => part === '') ? null : civilOf(parts);
}

/** What stands in the fields for a day; nothing for null. */
export function typedDay(name: string, civil: CalendarDay | null): Typed {
  if (civil === null) return {};
  const [year = '', month = '', day = ''] = civil.split('-');
  return {
    [`${name}.day`]: String(Number(day)),
    [`${name}.month`]: String(Number(month)),
    [`${name}.year`]: year,
  };
}

/**
 * @returns null when nothing was typed, undefined for what is no day or time, also in the hour that a night in March leaves
 *   out; in the hour that comes twice in October the first one: the clock then runs from the earlier instant
 */
export function readInstant(typed: Typed, name: string): Date | null | undefined {
  const time = typedText(typed, `${name}.time`).trim();
  const parts = typedParts(typed, name);
  if ([...parts, time].every((part) => part === '')) return null;
  const civil = civilOf(parts);
  if (civil === undefined || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  for (const offset of ['+02:00', '+01:00']) {
    const instant = new Date(`${civil}T${time}:00${offset}`);
    const said = swissMoment(instant.getTime());
    if (said.day === civil && said.time === time) return instant;
  }
  return undefined;
}

/** What stands in the fields for an instant; nothing for null. */
export function typedInstant(name: string, instant: Date | null): Typed {
  if (instant === null) return {};
  const { day, time } = swissMoment(instant.getTime());
  return { ...typedDay(name, day), [`${name}.time`]: time };
}
