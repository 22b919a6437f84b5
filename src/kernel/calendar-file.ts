// Calendar files (RFC 5545), for people's own calendars: whole days and appointments.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { App } from './app.ts';
import { bytes } from './http/reply.ts';
import type { Reply } from './http/route.ts';

export interface CalendarEntry {
  /** The same thing on the same day has the same id, so that a second download adds nothing. */
  id: string;
  summary: string;
  /** A whole day (`YYYY-MM-DD`), or from when and for how many minutes. */
  when: { day: string } | { start: Date; minutes: number };
  /** On this site. */
  path: string;
  description?: string;
  location?: string;
}

/** How often calendars that subscribe ask again, in seconds. */
const aDay = 86_400;

/** @param product what the entries are, for PRODID */
export function calendarFile(
  app: App,
  about: { name: string; product: string; file: string; inline?: boolean },
  entries: readonly CalendarEntry[],
): Reply {
  const { hostname } = new URL(app.config.baseUrl);
  const calendar = ical({
    name: about.name,
    prodId: { company: 'Drehscheibe', product: about.product },
    method: ICalCalendarMethod.PUBLISH,
    ttl: aDay,
  });
  for (const { id, when, path, ...entry } of entries)
    calendar.createEvent({
      id: `${id}@${hostname}`,
      stamp: app.clock.now(),
      url: `${app.config.baseUrl}${path}`,
      ...('day' in when ? wholeDay(when.day) : lasting(when)),
      ...entry,
    });
  const text = Buffer.from(calendar.toString());
  return bytes(text, 'text/calendar; charset=utf-8', about.file, about.inline ?? false);
}

/** The library writes the day in UTC; the end is the day after (RFC 5545, 3.6.1). */
function wholeDay(day: string) {
  const start = new Date(`${day}T00:00:00Z`);
  return { allDay: true, start, end: new Date(start.getTime() + aDay * 1000) };
}

const lasting = ({ start, minutes }: { start: Date; minutes: number }) => ({
  start,
  end: new Date(start.getTime() + Math.max(minutes, 1) * 60_000),
});
