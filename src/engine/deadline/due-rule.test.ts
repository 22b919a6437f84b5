// Due days by rule: weekends, holidays, leap years, the end of a year, what is not known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isCalendarDay, weekday } from './calendar-day.ts';
import { dueOf, firstDueOf, namesOfDue, type DueRule } from './due-rule.ts';

const holidays = new Set([
  '2026-12-25',
  '2026-12-26',
  '2027-01-01',
  '2029-01-01',
  '2027-03-26',
  '2027-03-29',
]);
const isHoliday = (day: string) => holidays.has(day);
const due = (rule: DueRule, today: string, dates: Record<string, string> = {}) =>
  dueOf(rule, (name) => dates[name], today, isHoliday);

describe('days after and before an event', () => {
  it.each<[string, DueRule, string, string, string]>([
    ['in the week', { after: 'e', days: 14, roll: 'next' }, '2026-11-02', '2026-11-16', '2026-11-16'],
    ['ends on a Sunday', { after: 'e', days: 14, roll: 'next' }, '2026-11-01', '2026-11-15', '2026-11-16'],
    ['ends on a Saturday', { after: 'e', days: 10, roll: 'next' }, '2026-11-18', '2026-11-28', '2026-11-30'],
    ['stays on a Saturday', { after: 'e', days: 10 }, '2026-11-18', '2026-11-28', '2026-11-28'],
    [
      'over Christmas and the weekend',
      { after: 'e', days: 14, roll: 'next' },
      '2026-12-11',
      '2026-12-25',
      '2026-12-28',
    ],
    [
      'over the end of the year',
      { after: 'e', days: 10, roll: 'next' },
      '2026-12-22',
      '2027-01-01',
      '2027-01-04',
    ],
    [
      'three months, month without the day',
      { after: 'e', months: 3 },
      '2026-11-30',
      '2027-02-28',
      '2027-02-28',
    ],
    ['three months in a leap year', { after: 'e', months: 3 }, '2027-11-30', '2028-02-29', '2028-02-29'],
    ['a year after the leap day', { after: 'e', months: 12 }, '2028-02-29', '2029-02-28', '2029-02-28'],
    ['the same day', { before: 'e', days: 0, roll: 'previous' }, '2026-11-29', '2026-11-29', '2026-11-27'],
    [
      'before, on a Sunday',
      { before: 'e', days: 14, roll: 'previous' },
      '2026-11-29',
      '2026-11-15',
      '2026-11-13',
    ],
    [
      'before, behind Easter',
      { before: 'e', days: 1, roll: 'previous' },
      '2027-03-30',
      '2027-03-29',
      '2027-03-25',
    ],
  ])('%s', (_name, rule, event, nominal, day) => {
    expect(due(rule, '2026-11-27', { e: event })).toMatchObject({ nominal, day });
  });

  it('ends at the latest so long after another event', () => {
    const rule: DueRule = { after: 'e', days: 30, latest: { after: 'f', months: 12 } };
    expect(due(rule, '2026-11-27', { e: '2026-11-20', f: '2025-12-01' })?.day).toBe('2026-12-01');
    expect(due(rule, '2026-11-27', { e: '2026-11-20', f: '2026-12-01' })?.day).toBe('2026-12-20');
    expect(due(rule, '2026-11-27', { e: '2026-11-20' })?.day).toBe('2026-12-20');
  });

  it('is not known without its date, or by one that does not exist', () => {
    expect(due({ after: 'e', days: 1 }, '2026-11-27')).toBeUndefined();
    expect(due({ before: 'e', days: 1 }, '2026-11-27', { e: '2026-02-30' })).toBeUndefined();
    expect(due({ every: 'e', years: [2] }, '2026-11-27')).toBeUndefined();
  });
});

describe('every year and every period', () => {
  it.each<[string, DueRule, string, string, string]>([
    ['later this year', { yearly: { month: 3, day: 31 } }, '2026-03-30', '2026-03-31', '2025-04-01'],
    ['today', { yearly: { month: 3, day: 31 } }, '2026-03-31', '2026-03-31', '2025-04-01'],
    ['next year', { yearly: { month: 3, day: 31 } }, '2026-04-01', '2027-03-31', '2026-04-01'],
    [
      '29 February in a common year',
      { yearly: { month: 2, day: 29 } },
      '2026-11-27',
      '2027-02-28',
      '2026-03-01',
    ],
    [
      '29 February in a leap year',
      { yearly: { month: 2, day: 29 } },
      '2027-03-01',
      '2028-02-29',
      '2027-03-01',
    ],
    [
      'on a Sunday',
      { yearly: { month: 1, day: 31 }, roll: 'next' },
      '2026-11-27',
      '2027-02-01',
      '2026-02-01',
    ],
    [
      'still open behind the weekend',
      { yearly: { month: 1, day: 31 }, roll: 'next' },
      '2027-02-01',
      '2027-02-01',
      '2026-02-01',
    ],
    [
      'moved into the next year',
      { yearly: { month: 12, day: 31 }, roll: 'next' },
      '2029-01-02',
      '2029-01-02',
      '2028-01-01',
    ],
    ['end of the month', { afterEndOf: 'month', days: 0 }, '2026-11-27', '2026-11-30', '2026-11-01'],
    ['30 days after each month', { afterEndOf: 'month', days: 30 }, '2026-11-27', '2026-11-30', '2026-10-31'],
    [
      '60 days after each quarter',
      { afterEndOf: 'quarter', days: 60 },
      '2026-11-27',
      '2026-11-29',
      '2026-08-30',
    ],
    [
      '60 days after the last quarter',
      { afterEndOf: 'quarter', days: 60 },
      '2026-11-30',
      '2027-03-01',
      '2026-11-30',
    ],
    ['60 days, leap year', { afterEndOf: 'quarter', days: 60 }, '2027-12-31', '2028-02-29', '2027-11-30'],
  ])('%s', (_name, rule, today, day, since) => {
    expect(due(rule, today)).toMatchObject({ day, since });
  });

  it.each([
    ['before the cut-off day', '2023-07-31', '2027-07-31'],
    ['after it', '2023-08-01', '2028-07-31'],
    ['born on a leap day', '2024-02-29', '2028-07-31'],
  ])('an age: %s', (_name, born, day) => {
    expect(due({ age: 'e', years: 4, month: 7, day: 31 }, '2026-11-27', { e: born })?.day).toBe(day);
  });

  it.each([
    ['2024-05-01', '2029-05-01'],
    ['2020-05-01', '2028-05-01'],
    ['2015-05-01', '2027-05-01'],
    ['1990-02-28', '2028-02-28'],
  ])('first after five, then three, then every two years: %s', (from, day) => {
    expect(due({ every: 'e', years: [5, 3, 2] }, '2026-11-27', { e: from })?.day).toBe(day);
  });

  it('is a day that exists and not over, whatever the rule and the day', () => {
    const day = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1970-01-01', days));
    const roll = fc.constantFrom('next', 'previous', 'none');
    const rule = fc.oneof(
      fc.record({
        yearly: fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) }),
        roll,
      }),
      fc.record({
        afterEndOf: fc.constantFrom('month', 'quarter'),
        days: fc.integer({ min: 0, max: 100 }),
        roll,
      }),
    ) as fc.Arbitrary<DueRule>;
    fc.assert(
      fc.property(rule, day, (each, today) => {
        const found = due(each, today);
        expect(found && isCalendarDay(found.day) && found.day >= today && found.since <= found.day).toBe(
          true,
        );
        if (found && each.roll !== 'none') expect(weekday(found.day)).toBeLessThan(6);
      }),
    );
  });
});

describe('what begins with an event', () => {
  const names = new Set(['e', 'other']);
  const tax: DueRule = { yearly: { month: 3, day: 31, forYearBefore: true } };
  it.each<[string, DueRule, string, string, string | undefined]>([
    ['is due for the year before, after it', tax, '2027-01-10', '2026-11-27', '2028-03-31'],
    ['of an event long ago, the next time', tax, '2020-05-01', '2026-11-27', '2027-03-31'],
    ['each year, not before it', { yearly: { month: 2, day: 15 } }, '2027-03-01', '2026-11-27', '2028-02-15'],
    ['each month, not before it', { afterEndOf: 'month', days: 0 }, '2027-03-01', '2026-11-27', '2027-03-31'],
    [
      'counts any date that the event stands for',
      { after: 'other', days: 3 },
      '2026-12-01',
      '2026-11-27',
      '2026-12-04',
    ],
    ['and none that it does not', { after: 'else', days: 3 }, '2026-12-01', '2026-11-27', undefined],
    [
      'moves as the rule says',
      { after: 'e', days: 2, roll: 'next' },
      '2026-12-24',
      '2026-11-27',
      '2026-12-28',
    ],
    ['to the last day of all years', tax, '9999-12-31', '2026-11-27', undefined],
  ])('%s', (_name, rule, event, today, day) => {
    expect(firstDueOf(rule, event, names, today, isHoliday)?.day).toBe(day);
  });

  it('names what a rule counts from', () => {
    expect(namesOfDue({ after: 'a', days: 1, latest: { after: 'b', months: 2 } })).toEqual(['a', 'b']);
    expect(namesOfDue({ before: 'a', days: 1 })).toEqual(['a']);
    expect(namesOfDue({ age: 'a', years: 4, month: 7, day: 31 })).toEqual(['a']);
    expect(namesOfDue({ every: 'a', years: [1] })).toEqual(['a']);
    expect(namesOfDue(tax)).toEqual([]);
  });
});
