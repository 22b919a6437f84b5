// Slots of an offer: which there are from a day on, and whether an instant is one of them. Pure: bookings are not known here.
import { addDays, dayNumber, weekday, type CalendarDay } from '../deadline/calendar-day.ts';
import type { IsHoliday } from '../deadline/working-days.ts';
import type { AppointmentOffer } from './offer.ts';
import { swissInstant } from './swiss-time.ts';

export interface Calendar {
  today: CalendarDay;
  /** Nobody works on a public holiday. */
  holidays: IsHoliday;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Beginnings of the day, `HH:MM`, in order; those of a day that is too near, too far or free are none. */
export function timesOn(offer: AppointmentOffer, day: CalendarDay, { today, holidays }: Calendar): string[] {
  const distance = dayNumber(day) - dayNumber(today);
  if (!(distance >= offer.notice && distance <= offer.ahead) || holidays(day)) return [];
  const starts = offer.hours
    .filter(({ days }) => days.includes(weekday(day)))
    .flatMap(({ from, to }) => {
      const count = Math.floor((minutesOf(to) - minutesOf(from)) / offer.minutes);
      return Array.from(
        { length: Math.max(0, count) },
        (_, index) => minutesOf(from) + index * offer.minutes,
      );
    });
  return [...new Set(starts)].sort((a, b) => a - b).map(timeOf);
}

/**
 * All slots of an offer as instants (`2026-12-01T08:30:00+01:00`), in order.
 * @param from not before this day
 */
export function* slotsOf(
  offer: AppointmentOffer,
  calendar: Calendar,
  from: CalendarDay = calendar.today,
): Generator<string> {
  const first = addDays(calendar.today, offer.notice);
  const last = addDays(calendar.today, offer.ahead);
  for (let day = from > first ? from : first; day <= last; day = addDays(day, 1))
    for (const time of timesOn(offer, day, calendar)) yield swissInstant({ day, time });
}

/** The slot with this number, counted from 0; undefined when there are fewer. */
export function slotAt(offer: AppointmentOffer, calendar: Calendar, number: number): string | undefined {
  return slotsOf(offer, calendar).drop(number).next().value;
}
