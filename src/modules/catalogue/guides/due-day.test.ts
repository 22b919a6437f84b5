// Last days of steps: before free days, never before the event itself.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, type IsHoliday } from '../../../engine/index.ts';
import { dueDay } from './due-day.ts';
import type { Due } from './guide.ts';

const christmas: IsHoliday = (day) => ['12-25', '12-26'].includes(day.slice(5));

it.each<[Due, string, string]>([
  [{ days: 14 }, '2026-12-01', '2026-12-15'],
  // The fourteenth day is a Sunday: the Friday before.
  [{ days: 14 }, '2026-11-29', '2026-12-11'],
  [{ days: -10 }, '2026-12-01', '2026-11-20'],
  [{ months: 3 }, '2026-11-30', '2027-02-26'],
  [{ months: -2 }, '2027-02-28', '2026-12-28'],
  [{ nextYear: '03-31' }, '2026-12-01', '2027-03-31'],
  [{ nextYear: '02-29' }, '2026-12-01', '2027-02-26'],
  // A death on Friday, Christmas: the second day is a Sunday, and the last working day before is before the death.
  [{ days: 2 }, '2026-12-25', '2026-12-28'],
  [{ days: 0 }, '2026-11-28', '2026-11-30'],
])('%j from %s is %s', (due, event, last) => {
  expect(dueDay(due, event, christmas)).toBe(last);
});

it('is never earlier than the event where the limit is after it, and never later than the limit where it is before', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 300 }), (event, days) => {
      expect(dueDay({ days }, event, christmas) >= event).toBe(true);
      if (days > 0) expect(dueDay({ days: -days }, event, christmas) < event).toBe(true);
    }),
  );
});
