// A calendar file (RFC 5545) with the appointments of a case, for the person's own calendar.
import ical from 'ical-generator';
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { bookingWords, type Booking } from './queries/bookings.ts';

/**
 * @param about name of the service and address of the case: what else the person sees in their calendar
 * @returns the text of an `.ics` file; the same booking has the same UID, so that a second download adds nothing
 */
export function calendarFile(
  app: App,
  bookings: readonly Booking[],
  language: Language,
  about: { title: string; url: string },
): string {
  const host = new URL(app.config.baseUrl).hostname;
  const calendar = ical({ name: about.title, prodId: { company: 'Drehscheibe', product: 'Termine' } });
  for (const booking of bookings) {
    const { where, minutes } = bookingWords(app, booking, language);
    calendar.createEvent({
      id: `${booking.id}@${host}`,
      start: booking.startsAt,
      end: new Date(booking.startsAt.getTime() + Math.max(minutes, 1) * 60_000),
      stamp: app.clock.now(),
      summary: about.title,
      location: where,
      url: about.url,
    });
  }
  return calendar.toString();
}
