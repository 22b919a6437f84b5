// A calendar file with the appointments of a case, for the person's own calendar.
import type { App } from '../../kernel/app.ts';
import { calendarFile } from '../../kernel/calendar-file.ts';
import type { Reply } from '../../kernel/http/route.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { bookingWords, type Booking } from './queries/bookings.ts';

/** @param about name of the service, reference and page of the case: what else the person sees in their calendar */
export function bookingsCalendar(
  app: App,
  bookings: readonly Booking[],
  language: Language,
  about: { title: string; ref: string; path: string },
): Reply {
  return calendarFile(
    app,
    { name: about.title, product: 'Termine', file: `${about.ref}.ics`, inline: true },
    bookings.map((booking) => {
      const { where: location, minutes } = bookingWords(app, booking, language);
      const when = { start: booking.startsAt, minutes };
      return { id: booking.id, summary: about.title, when, path: about.path, location };
    }),
  );
}
