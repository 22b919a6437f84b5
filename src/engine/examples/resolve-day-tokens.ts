// Days and slots relative to the example's day: "{today-10d}", "{today+2m}", "{today-3y}", "{slot passbuero 4}".
import type { AppointmentOffers } from '../appointments/offer.ts';
import { slotAt } from '../appointments/slots.ts';
import { addDays, addMonths, type CalendarDay } from '../deadline/calendar-day.ts';
import type { IsHoliday } from '../deadline/working-days.ts';

const dayToken = /^\{today(?:([+-])(\d{1,4})([dmy]))?\}$/;
const slotToken = /^\{slot ([a-z0-9-]+) (\d{1,3})\}$/;

/** What slots depend on besides the day. */
export interface Slots {
  offers?: AppointmentOffers;
  holidays: IsHoliday;
}

/**
 * The answers with every such text replaced by its day, or by the slot with that number among those that the offer has from
 * the day on, counted from 0. A slot that there is not stays as it is written.
 */
export function resolveDayTokens(value: unknown, today: CalendarDay, slots?: Slots): unknown {
  if (typeof value === 'string' && !value.startsWith('{')) return value;
  if (typeof value === 'string') return resolveSlot(resolveDay(value, today), today, slots);
  if (Array.isArray(value)) return value.map((each) => resolveDayTokens(each, today, slots));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolveDayTokens(each, today, slots)]),
    );
  return value;
}

function resolveDay(text: string, today: CalendarDay): string {
  const match = dayToken.exec(text);
  if (!match) return text;
  const [, sign, amount = '0', unit] = match;
  const count = (sign === '-' ? -1 : 1) * Number(amount);
  return unit === 'y'
    ? addMonths(today, count * 12)
    : unit === 'm'
      ? addMonths(today, count)
      : addDays(today, count);
}

function resolveSlot(text: string, today: CalendarDay, slots: Slots | undefined): string {
  const [, id = '', number = ''] = slotToken.exec(text) ?? [];
  const offers = slots?.offers;
  const offer = offers && Object.hasOwn(offers, id) ? offers[id] : undefined;
  if (!offer || !slots) return text;
  return slotAt(offer, { today, holidays: slots.holidays }, Number(number)) ?? text;
}
