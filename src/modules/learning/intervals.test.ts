// When training ends and is due again, over ends of months and changes of the clock; and which reminder is the one for today.
import { describe, expect, it } from 'vitest';
import { dueOn, monthsLater, never, reminderFor, stateOf } from './intervals.ts';

describe('months later', () => {
  it.each([
    ['2026-11-27T10:00:00Z', 24, '2028-11-27T10:00:00Z'],
    ['2024-02-29T10:00:00Z', 12, '2025-02-28T10:00:00Z'],
    ['2026-08-31T10:00:00Z', 6, '2027-02-28T10:00:00Z'],
    ['2026-12-31T10:00:00Z', 1, '2027-01-31T10:00:00Z'],
    // Late in the evening it is the next day in Switzerland already.
    ['2026-01-30T23:30:00Z', 1, '2026-02-27T23:30:00Z'],
    ['2026-11-27T10:00:00Z', -24, '2024-11-27T10:00:00Z'],
  ])('%s and %i months', (from, months, to) => {
    expect(monthsLater(new Date(from), months)).toEqual(new Date(to));
  });
});

describe('a mandatory course', () => {
  const since = new Date('2026-11-27T10:00:00Z');
  const completedAt = new Date('2026-01-15T10:00:00Z');
  it.each([
    ['never done: the days that new staff have', {}, '2027-02-25'],
    ['done, once is enough', { completedAt }, never],
    ['done, every twelve months', { completedAt, everyMonths: 12 }, '2027-01-15'],
    [
      'done, its certificate ends before the interval',
      { completedAt, everyMonths: 36, validUntil: new Date('2028-01-15T10:00:00Z') },
      '2028-01-15',
    ],
    [
      'done, the interval ends before its certificate',
      { completedAt, everyMonths: 6, validUntil: new Date('2028-01-15T10:00:00Z') },
      '2026-07-15',
    ],
  ])('%s', (_what, last, day) => {
    expect(dueOn({ since, daysForNew: 90, ...last })).toBe(day);
  });
});

describe('a reminder', () => {
  it.each([
    ['2026-12-28', undefined, 'ahead'],
    ['2026-12-27', 30, 'soon'],
    ['2026-12-05', 30, 'soon'],
    ['2026-12-04', 7, 'soon'],
    ['2026-11-29', 7, 'soon'],
    ['2026-11-28', 1, 'soon'],
    ['2026-11-27', 1, 'soon'],
    ['2026-11-26', 'late', 'late'],
    [never, undefined, 'ahead'],
  ])('of %s on 27 November', (due, reminder, state) => {
    expect(reminderFor(due, '2026-11-27')).toBe(reminder);
    expect(stateOf(due, '2026-11-27')).toBe(state);
  });
});
