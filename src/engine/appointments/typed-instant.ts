// A day and a time of day as they were typed, to the instant that they are in Switzerland; and back into the fields.
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

/**
 * @returns null when nothing was typed, undefined for what is no day or time, also in the hour that a night in March leaves
 *   out; in the hour that comes twice in October the first one: the clock then runs from the earlier instant
 */
export function readInstant(typed: Typed, name: string): Date | null | undefined {
  const { day, month, year } = dayParts(typed, name);
  const time = typedText(typed, `${name}.time`).trim();
  const parts = [year, month, day].map((part) => part.trim());
  if ([...parts, time].every((part) => part === '')) return null;
  if (!parts.every((part) => /^\d{1,4}$/.test(part)) || parts[0]?.length !== 4) return undefined;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  const civil = parts.map((part, at) => (at === 0 ? part : part.padStart(2, '0'))).join('-');
  for (const offset of ['+02:00', '+01:00']) {
    const instant = new Date(`${civil}T${time}:00${offset}`);
    if (Number.isNaN(instant.getTime())) return undefined;
    const said = swissMoment(instant.getTime());
    if (said.day === civil && said.time === time) return instant;
  }
  return undefined;
}

/** What stands in the fields for an instant; nothing for null. */
export function typedInstant(name: string, instant: Date | null): Typed {
  if (instant === null) return {};
  const { day, time } = swissMoment(instant.getTime());
  const [year = '', month = '', date = ''] = day.split('-');
  return {
    [`${name}.day`]: String(Number(date)),
    [`${name}.month`]: String(Number(month)),
    [`${name}.year`]: year,
    [`${name}.time`]: time,
  };
}
