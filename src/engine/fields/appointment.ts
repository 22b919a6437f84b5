// Appointment: one of the slots that a unit offers, as an instant.
import { contextOf, dateType, timeType } from '../feel/types.ts';
import { feelDate, feelTime } from '../feel/compile.ts';
import { slotsOf, timesOn } from '../appointments/slots.ts';
import { swissInstant, swissMoment, type SwissMoment } from '../appointments/swiss-time.ts';
import { asTyped, isBlankText, singleControl, type FieldKind, type ParseContext } from './field-kind.ts';
import { writing } from './paper-control.ts';
import { printMoment } from './print.ts';

/** RFC 3339 with whole minutes; any offset, as long as it is said. */
const shape = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}(?::00(?:\.0{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** How many free slots a refusal names. */
const suggestions = 3;

/** What the clock says in Switzerland at the instant; undefined for what is no instant of an appointment's kind. */
function momentOf(text: string): SwissMoment | undefined {
  const [, year] = shape.exec(text) ?? [];
  if (year === undefined || Number(year) < 1850 || Number(year) > 2200) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : swissMoment(instant);
}

/** Instants of the next slots from the day on that are not taken, separated by a space. */
function nextFree(offerId: string, day: string, context: ParseContext): string {
  const offer = context.offers?.[offerId];
  if (!offer || context.today === undefined) return '';
  const calendar = { today: context.today, holidays: context.holidays ?? (() => false) };
  const free = (from: string) =>
    slotsOf(offer, calendar, from)
      .filter((slot) => context.taken?.(offerId, slot) !== true)
      .take(suggestions)
      .toArray();
  const later = free(day);
  return (later.length > 0 ? later : free(context.today)).join(' ');
}

/**
 * The instant is written in one way, with the Swiss offset of the day: `2026-12-01T08:30:00+01:00`. Whether the slot is still free
 * only the bookings know; who asks for it gives `taken`, and the booking itself decides under a lock.
 * WCAG: radio buttons in groups that are named by their day (1.3.1, 2.4.6); other days come by a button, not by themselves (3.2.2); who
 * comes too late reads the next free ones (3.3.3). Nothing is typed, so there is no input mode and no autofill.
 */
export const appointmentKind: FieldKind = {
  type: 'appointment',
  properties: ['offer'],
  isBlank: isBlankText,
  parse(raw, field, context) {
    if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
    const typed = raw.trim();
    const moment = momentOf(typed);
    if (!moment)
      return { ...(typed.length <= 40 ? { value: typed } : {}), faults: [{ code: 'APPOINTMENT_INVALID' }] };
    const value = swissInstant(moment);
    const id = field.offer ?? '';
    const offer = context.offers && Object.hasOwn(context.offers, id) ? context.offers[id] : undefined;
    if (!context.offers || context.today === undefined) return { value, faults: [] };
    const calendar = { today: context.today, holidays: context.holidays ?? (() => false) };
    const params = () => ({ next: nextFree(id, moment.day, context) });
    if (!offer || !timesOn(offer, moment.day, calendar).includes(moment.time))
      return { value, faults: [{ code: 'APPOINTMENT_NOT_OFFERED', params: params() }] };
    if (context.taken?.(id, value) === true)
      return { value, faults: [{ code: 'APPOINTMENT_TAKEN', params: params() }] };
    return { value, faults: [] };
  },
  schema: () => ({
    type: 'string',
    format: 'date-time',
    description:
      'Beginning of an offered slot, as an instant (RFC 3339), for example 2026-12-01T08:30:00+01:00',
  }),
  feelType: () =>
    contextOf([
      ['day', dateType],
      ['time', timeType],
    ]),
  toFeel(value) {
    const moment = typeof value === 'string' ? momentOf(value) : undefined;
    return moment ? { day: feelDate(moment.day), time: feelTime(moment.time) } : null;
  },
  toText(value, _field, language) {
    const moment = typeof value === 'string' ? momentOf(value) : undefined;
    return moment ? printMoment(moment.day, moment.time, language) : asTyped(value);
  },
  // Nobody can choose a slot on paper: the clerk who enters the form does, among the days that suit.
  paper: () => ({ kind: 'parts', parts: [{ id: 'wishedDays', control: writing(2), share: 12 }] }),
  ...singleControl,
};
