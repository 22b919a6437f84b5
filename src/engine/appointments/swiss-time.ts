// Instants and Swiss civil time: which offset a day has, and what the clock says at an instant.
import type { CalendarDay } from '../deadline/calendar-day.ts';

/** A time of day in Switzerland on a civil day. */
export interface SwissMoment {
  day: CalendarDay;
  /** `HH:MM` */
  time: string;
}

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Zurich',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const offsetName = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Zurich', timeZoneName: 'longOffset' });

const offsets = new Map<CalendarDay, string>();
const mostOffsets = 4000;

/** `+01:00` or `+02:00`: that of noon, which holds from 4 o'clock on also on the two days when clocks change. */
function offsetOn(day: CalendarDay): string {
  let offset = offsets.get(day);
  if (offset === undefined) {
    const parts = offsetName.formatToParts(new Date(`${day}T12:00:00Z`));
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    offset = /[+-]\d{2}:\d{2}/.exec(name)?.[0] ?? '+01:00';
    if (offsets.size >= mostOffsets) offsets.clear();
    offsets.set(day, offset);
  }
  return offset;
}

/** `2026-12-01T08:30:00+01:00`: one way to write the instant (RFC 3339). The time is 4 o'clock or later. */
export const swissInstant = ({ day, time }: SwissMoment): string => `${day}T${time}:00${offsetOn(day)}`;

/** What the clock says in Switzerland at an instant in milliseconds since 1970. */
export function swissMoment(instant: number): SwissMoment {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  };
}
