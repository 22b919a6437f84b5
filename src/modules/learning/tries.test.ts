// Tries: so many, then a wait, then as many again.
import { describe, expect, it } from 'vitest';
import { triesLeft, waitUntil } from './tries.ts';

const rules = { most: 3, waitHours: 24 };
const lastFinishedAt = new Date('2026-11-27T10:00:00Z');
const hoursLater = (hours: number) => new Date(lastFinishedAt.getTime() + hours * 3_600_000);

describe('the next try', () => {
  it.each([
    ['the first one', { failed: 0, lastFinishedAt: undefined }, 0, undefined],
    ['after one in vain', { failed: 1, lastFinishedAt }, 0, undefined],
    ['after two', { failed: 2, lastFinishedAt }, 0, undefined],
    ['after three', { failed: 3, lastFinishedAt }, 0, hoursLater(24)],
    ['after three, almost a day later', { failed: 3, lastFinishedAt }, 23.99, hoursLater(24)],
    ['after three, a day later to the minute', { failed: 3, lastFinishedAt }, 24, undefined],
    ['after four', { failed: 4, lastFinishedAt }, 0, undefined],
    ['after six', { failed: 6, lastFinishedAt }, 1, hoursLater(24)],
  ])('%s', (_what, past, hours, until) => {
    expect(waitUntil(past, rules, hoursLater(hours))).toEqual(until);
  });

  it('says how many are left before the next wait', () => {
    const left = [0, 1, 2, 3, 4].map((failed) => triesLeft({ failed, lastFinishedAt }, rules));
    expect(left).toEqual([3, 2, 1, 3, 2]);
  });
});
