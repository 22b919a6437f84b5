// Duties as a calendar file (RFC 5545): whole days with their titles, and nothing else about the person.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { addDays } from '../../engine/index.ts';
import { dutiesTexts } from './duties-texts.ts';
import type { OwnDuty } from './queries/duties.ts';

/** @returns text of an `.ics` file; the same duty on the same day has the same UID, so that a second download adds nothing */
export function dutiesCalendar(app: App, own: readonly OwnDuty[], language: Language): string {
  const { hostname } = new URL(app.config.baseUrl);
  const calendar = ical({
    name: dutiesTexts(language)('title'),
    prodId: { company: 'Drehscheibe', product: 'Pflichten' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 86_400,
  });
  for (const { duty, due } of own) {
    if (!due) continue;
    calendar.createEvent({
      id: `${duty.id}-${due.nominal}@${hostname}`,
      allDay: true,
      start: utcDay(due.day),
      end: utcDay(addDays(due.day, 1)),
      stamp: app.clock.now(),
      summary: duty.title[language],
      url: `${app.config.baseUrl}/pflichten#${duty.id}`,
    });
  }
  return calendar.toString();
}

/** The library writes the day in UTC. */
const utcDay = (day: string) => new Date(`${day}T00:00:00Z`);

export const calendarReply = (text: string, cache: string) => ({
  status: 200,
  type: 'text/calendar; charset=utf-8',
  body: text,
  headers: { 'content-disposition': 'attachment; filename="pflichten.ics"', 'cache-control': cache },
});
