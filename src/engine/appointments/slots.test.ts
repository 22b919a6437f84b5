// Slots follow the offer, the calendar and Swiss time; an appointment is one of them, however its instant is written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../deadline/calendar-day.ts';
import { resolveDayTokens } from '../examples/resolve-day-tokens.ts';
import { appointmentKind } from '../fields/appointment.ts';
import { context, lists, offers } from '../testing/every-field.ts';
import type { AppointmentOffer } from './offer.ts';
import { slotAt, slotsOf, timesOn } from './slots.ts';
import { swissInstant, swissMoment } from './swiss-time.ts';

const offer = offers['schalter'] as AppointmentOffer;
const calendar = { today: context.today, holidays: context.holidays };
const field = { id: 'x', type: 'appointment', offer: 'schalter' } as const;
const read = (raw: unknown, more = {}) => {
  const { value, faults } = appointmentKind.parse(raw, field, { ...context, ...more });
  return { value, faults };
};
const codes = (raw: unknown, more = {}) => read(raw, more).faults.map((fault) => fault.code);

describe('slots', () => {
  it('begin after the notice, on the weekdays, not on holidays, and end with the days ahead', () => {
    const all = [...slotsOf(offer, calendar)];
    expect(all.slice(0, 4)).toEqual([
      '2026-12-01T09:00:00+01:00',
      '2026-12-01T09:20:00+01:00',
      '2026-12-01T09:40:00+01:00',
      '2026-12-03T09:00:00+01:00',
    ]);
    expect(all.at(-1)).toBe('2026-12-24T09:40:00+01:00');
    expect([...slotsOf({ ...offer, notice: 8 }, calendar)][0]).toBe('2026-12-03T09:00:00+01:00');
    expect([...slotsOf({ ...offer, ahead: 6 }, calendar)]).toEqual([]);
  });

  it('an appointment that would end after closing is none', () => {
    expect(timesOn({ ...offer, minutes: 25 }, '2026-12-01', calendar)).toEqual(['09:00', '09:25']);
    expect(timesOn({ ...offer, minutes: 61 }, '2026-12-01', calendar)).toEqual([]);
  });

  it('hours that overlap give each slot once, in order', () => {
    const hours = [
      { days: [2], from: '10:00', to: '10:40' },
      { days: [2], from: '09:40', to: '10:20' },
    ];
    expect(timesOn({ ...offer, hours }, '2026-12-01', calendar)).toEqual(['09:40', '10:00', '10:20']);
  });

  it('have the offset of their day, winter and summer', () => {
    const summer = { today: '2027-03-24', holidays: () => false };
    expect([...slotsOf(offer, summer)].slice(0, 6)).toEqual([
      '2027-03-25T09:00:00+01:00',
      '2027-03-25T09:20:00+01:00',
      '2027-03-25T09:40:00+01:00',
      '2027-03-30T09:00:00+02:00',
      '2027-03-30T09:20:00+02:00',
      '2027-03-30T09:40:00+02:00',
    ]);
  });

  it('the clock says the same again at their instant, on any day from four o’clock on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 4 * 60, max: 24 * 60 - 1 }),
        (days, minutes) => {
          const day = addDays('1970-01-01', days);
          const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          expect(swissMoment(Date.parse(swissInstant({ day, time })))).toEqual({ day, time });
        },
      ),
    );
  });

  it('each is taken as an answer, and nothing between', () => {
    for (const slot of slotsOf(offer, calendar)) {
      expect(codes(slot)).toEqual([]);
      const between = new Date(Date.parse(slot) + 60_000).toISOString();
      expect(codes(between)).toEqual(['APPOINTMENT_NOT_OFFERED']);
    }
  });
});

describe('an answer', () => {
  it.each(['2026-12-01T08:20:00Z', '2026-12-01T09:20+01:00', '2026-12-01T10:20:00.000+02:00'])(
    '%s is one instant, written in one way',
    (raw) => expect(read(raw)).toEqual({ value: '2026-12-01T09:20:00+01:00', faults: [] }),
  );

  it.each([
    ['2026-12-01T09:20:00', 'APPOINTMENT_INVALID'],
    ['2026-12-01T09:20:30+01:00', 'APPOINTMENT_INVALID'],
    ['2026-13-01T09:20:00+01:00', 'APPOINTMENT_INVALID'],
    ['2026-12-01T09:20:00+99:00', 'APPOINTMENT_INVALID'],
    ['Dienstag um neun', 'APPOINTMENT_INVALID'],
    [1, 'TYPE'],
    [{}, 'TYPE'],
    ['2026-11-24T09:20:00+01:00', 'APPOINTMENT_NOT_OFFERED'],
    ['2026-11-26T09:20:00+01:00', 'APPOINTMENT_NOT_OFFERED'],
    ['2026-11-25T09:20:00+01:00', 'APPOINTMENT_NOT_OFFERED'],
    ['2027-01-05T09:20:00+01:00', 'APPOINTMENT_NOT_OFFERED'],
  ])('%s: %s', (raw, code) => expect(codes(raw)).toEqual([code]));

  it('that is taken is refused with the next free ones', () => {
    const full = new Set(['2026-12-01T09:20:00+01:00', '2026-12-01T09:40:00+01:00']);
    const taken = (id: string, slot: string) => id === 'schalter' && full.has(slot);
    expect(codes('2026-12-01T09:00:00+01:00', { taken })).toEqual([]);
    expect(read('2026-12-01T09:20:00+01:00', { taken })).toEqual({
      value: '2026-12-01T09:20:00+01:00',
      faults: [
        {
          code: 'APPOINTMENT_TAKEN',
          params: {
            next: '2026-12-01T09:00:00+01:00 2026-12-03T09:00:00+01:00 2026-12-03T09:20:00+01:00',
          },
        },
      ],
    });
    expect(read('2026-12-24T09:40:00+01:00', { taken: () => true }).faults[0]?.params).toEqual({ next: '' });
  });

  it('to an offer that has gone is none of it', () => {
    expect(codes('2026-12-01T09:20:00+01:00', { offers: {} })).toEqual(['APPOINTMENT_NOT_OFFERED']);
  });

  it.each([
    ['de', 'Dienstag, 1.\u00a0Dezember\u00a02026, 09.20\u00a0Uhr'],
    ['fr', 'mardi 1er\u00a0décembre\u00a02026, 9\u00a0h\u00a020'],
    ['it', 'martedì 1º\u00a0dicembre\u00a02026, ore\u00a009.20'],
    ['en', 'Tuesday 1\u00a0December\u00a02026, 09:20'],
  ] as const)('reads in %s', (language, text) => {
    const textContext = { lists, text: () => undefined };
    expect(appointmentKind.toText('2026-12-01T08:20:00Z', field, language, textContext)).toBe(text);
    expect(appointmentKind.toText('bald', field, language, textContext)).toBe('bald');
  });

  it('whatever comes, there are faults or a value, and the value is read as itself', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string({ unit: fc.constantFrom(...'0123456789-:TZ+. ') }),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (raw, full) => {
        if (appointmentKind.isBlank(raw)) return;
        const { value, faults } = read(raw, { taken: () => full });
        expect(faults.length > 0 || value !== undefined).toBe(true);
        if (value !== undefined) expect(read(value, { taken: () => full })).toEqual({ value, faults });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('slots of examples', () => {
  it('are counted from the day on', () => {
    const at = (number: number) => `{slot schalter ${number}}`;
    expect(resolveDayTokens([at(0), { a: at(3) }], context.today, context)).toEqual([
      '2026-12-01T09:00:00+01:00',
      { a: '2026-12-03T09:00:00+01:00' },
    ]);
    expect(slotAt(offer, calendar, 400)).toBeUndefined();
    for (const text of [at(400), '{slot amt 1}', '{slot schalter}', '{slot __proto__ 1}'])
      expect(resolveDayTokens(text, context.today, context)).toBe(text);
    expect(resolveDayTokens(at(0), context.today)).toBe(at(0));
  });
});
