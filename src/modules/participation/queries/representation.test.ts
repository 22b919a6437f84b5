// Small counts can't be read, and can't be reckoned from what is shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageGroup, ageOn } from './eligibility.ts';
import { protectSmall, smallestShown } from './representation.ts';

describe('small counts', () => {
  it('are hidden, with another one where they would be alone', () => {
    const shown = protectSmall([
      { group: '16-24', count: 3 },
      { group: '25-39', count: 40 },
      { group: '40-54', count: 12 },
    ]);
    expect(shown.map(({ count }) => count)).toEqual([null, 40, null]);
  });

  it('never stand alone, whatever the groups', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(groups, (counts) => {
        const shown = protectSmall(counts.map((count, index) => ({ group: String(index), count })));
        const hidden = shown.filter(({ count }) => count === null).length;
        expect(hidden).not.toBe(1);
        expect(shown.every(({ count }) => count === null || count >= smallestShown)).toBe(true);
      }),
    );
  });
});

describe('groups of age', () => {
  it.each([
    [0, '0-15'],
    [15, '0-15'],
    [16, '16-24'],
    [69, '55-69'],
    [70, '70+'],
    [104, '70+'],
  ])('%i is %s', (age, group) => expect(ageGroup(age)).toBe(group));

  it('count full years on the day', () => {
    expect(ageOn('2010-11-28', '2026-11-27')).toBe(15);
    expect(ageOn('2010-11-27', '2026-11-27')).toBe(16);
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  });
});
