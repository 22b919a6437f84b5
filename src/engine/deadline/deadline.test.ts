// Calendar days, working days, legal time limits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addDuration, addMonths, isCalendarDay, weekday } from './calendar-day.ts';
import {
  addWorkingDays,
  nextWorkingDay,
  promisedDay,
  previousWorkingDay,
  remedyDay,
  workingDaysBetween,
} from './working-days.ts';

const day = fc.integer({ min: -40_000, max: 80_000 }).map((days) => addDays('1970-01-01', days));
const christmas = (each: string) => ['2026-12-25', '2026-12-26'].includes(each);
const never = () => false;

describe('calendar days', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-02-31', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-11-24 ', false],
    ['0050-01-01', true],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isCalendarDay(text)).toBe(exists);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it.each([
    ['2026-11-24', 'P1Y', '2027-11-24'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2026-11-24', 'P6M', '2027-05-24'],
    ['2026-11-24', 'P10D', '2026-12-04'],
    ['2026-11-24', 'P1Y2M3D', '2028-01-27'],
  ])('%s and %s is %s', (from, duration, to) => {
    expect(addDuration(from, duration)).toBe(to);
  });

  it.each(['P', '1Y', 'PT1H', 'P1W', ''])('%j is no duration', (text) => {
    expect(() => addDuration('2026-11-24', text)).toThrow(RangeError);
  });

  it('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (from, days) => {
        const to = new Date(`${from}T00:00:00Z`);
        to.setUTCDate(to.getUTCDate() + days);
        expect(addDays(from, days)).toBe(to.toISOString().slice(0, 10));
        expect(weekday(from)).toBe(new Date(`${from}T00:00:00Z`).getUTCDay() || 7);
        expect(addDays(addDays(from, days), -days)).toBe(from);
      }),
    );
  });
});

describe('working days', () => {
  it.each([
    ['2026-11-24', 3, '2026-11-27'],
    ['2026-11-24', 4, '2026-11-30'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 0, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('%s and %d is %s', (from, count, to) => {
    expect(addWorkingDays(from, count, christmas)).toBe(to);
  });

  it('of a promise are the same each time, and others with other holidays', () => {
    for (let round = 0; round < 2; round++) {
      expect(promisedDay('2026-12-23', 2, christmas)).toBe(addWorkingDays('2026-12-23', 2, christmas));
      expect(promisedDay('2026-12-23', 2, never)).toBe(addWorkingDays('2026-12-23', 2, never));
      expect(promisedDay('2026-12-23', 3, never)).toBe(addWorkingDays('2026-12-23', 3, never));
    }
    expect(promisedDay('2026-12-23', 2, christmas)).not.toBe(promisedDay('2026-12-23', 2, never));
  });

  it('counts back what it counted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = addWorkingDays(from, count, christmas);
        expect(workingDaysBetween(from, to, christmas)).toBe(count);
        expect(nextWorkingDay(to, christmas)).toBe(to);
        expect(to > from).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-28', '2026-11-27'],
    ['2026-12-27', '2026-12-24'],
  ])('the last one up to %s is %s', (day, last) => {
    expect(previousWorkingDay(day, christmas)).toBe(last);
  });

  it('ends even when every day is free', () => {
    expect(isCalendarDay(addWorkingDays('2026-11-24', 2, () => true))).toBe(true);
    expect(isCalendarDay(previousWorkingDay('2026-11-24', () => true))).toBe(true);
  });
});

describe('legal remedies', () => {
  it.each([
    ['2026-11-24', 10, never, '2026-12-04'],
    ['2026-11-25', 10, never, '2026-12-07'],
    ['2026-12-15', 10, christmas, '2026-12-28'],
    ['2026-11-24', 30, christmas, '2026-12-24'],
  ])('served on %s, %d days', (served, days, holidays, last) => {
    expect(remedyDay(served, days, holidays)).toBe(last);
  });
});
