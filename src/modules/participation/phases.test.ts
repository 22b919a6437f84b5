// Phases by day: borders, days before and after, relative days, clocks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../engine/index.ts';
import { clockEnds, datedPhases, openUntil, phaseAt, resolveDay, takesAt } from './phases.ts';

const phases = [
  { id: 'inform', from: '2026-10-01', takes: [] },
  { id: 'open', from: '2026-11-01', takes: ['comment'] },
  { id: 'review', from: '2026-12-02', takes: [] },
];

describe('the phase of a day', () => {
  it.each([
    ['2026-09-30', undefined, false],
    ['2026-10-01', 'inform', false],
    ['2026-10-31', 'inform', false],
    ['2026-11-01', 'open', true],
    ['2026-12-01', 'open', true],
    ['2026-12-02', 'review', false],
    ['2031-01-01', 'review', false],
  ])('%s is %s', (day, id, open) => {
    expect(phaseAt(phases, day)?.id).toBe(id);
    expect(takesAt(phases, 'comment', day)).toBe(open);
    expect(openUntil(phases, day)).toBe(open ? '2026-12-01' : undefined);
  });

  it('is one and only one from the first day on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), (days) => {
        const day = addDays('2026-10-01', days);
        const holding = datedPhases(phases).filter(
          ({ from, until }) => from <= day && (until === undefined || day <= until),
        );
        expect(holding.map(({ id }) => id)).toEqual([phaseAt(phases, day)?.id]);
      }),
    );
  });
});

describe('days', () => {
  it('of demonstrations count from the first start, others stand', () => {
    expect(resolveDay('day-20', '2026-11-27')).toBe('2026-11-07');
    expect(resolveDay('day+0', '2026-11-27')).toBe('2026-11-27');
    expect(resolveDay('2027-01-01', '2026-11-27')).toBe('2027-01-01');
  });

  it('of clocks count from their phase', () => {
    expect(clockEnds(phases, { id: 'answer', from: 'review', months: 18 })).toBe('2028-06-02');
    expect(clockEnds(phases, { id: 'answer', from: 'review', days: 90 })).toBe('2027-03-02');
    expect(() => clockEnds(phases, { id: 'answer', from: 'nowhere', days: 1 })).toThrow(
      'counts from no phase',
    );
  });
});
