// The verdict about a promised benefit as a table: upward, downward, unchanged, before the day, on it, and without data.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNews, judge, type Verdict } from './verdict.ts';

const due = '2027-05-31';
const before = '2026-11-24';

type Row = [
  what: string,
  baseline: number,
  target: number,
  value: number | null,
  today: string,
  verdict: Verdict,
  final: boolean,
];

const rows: Row[] = [
  ['a share that shall grow and has', 0.2, 0.8, 0.85, before, 'reached', false],
  ['exactly the target', 0.2, 0.8, 0.8, before, 'reached', false],
  ['the target but for floating point', 0.2, 0.3, 0.1 + 0.2 - 1e-12, due, 'reached', true],
  ['on the way', 0.2, 0.8, 0.5, before, 'on-the-way', false],
  ['nowhere nearer', 0.2, 0.8, 0.2, before, 'not-reached', false],
  ['worse than before', 0.2, 0.8, 0.1, before, 'not-reached', false],
  ['half of the way on the day is not reached', 0.2, 0.8, 0.5, due, 'not-reached', true],
  ['a day after', 0.2, 0.8, 0.79, '2027-06-01', 'not-reached', true],
  ['days that shall fall and have', 10, 3, 2.5, due, 'reached', true],
  ['days that fall', 10, 3, 6, before, 'on-the-way', false],
  ['days that rise', 10, 3, 12, before, 'not-reached', false],
  ['no data', 10, 3, null, before, 'not-enough-data', false],
  ['no data on the day is neither success nor failure', 10, 3, null, due, 'not-enough-data', true],
  ['no number', 10, 3, Number.NaN, due, 'not-enough-data', true],
];

describe('the verdict', () => {
  it.each(rows)('%s', (_what, baseline, target, value, today, verdict, final) => {
    expect(judge({ baseline, target, dueOn: due }, value, today, 'more')).toMatchObject({ verdict, final });
  });

  it('where nothing shall change asks in which direction the measure gets better', () => {
    const kept = { baseline: 5, target: 5, dueOn: due };
    expect(judge(kept, 4, due, 'less')).toEqual({ verdict: 'reached', final: true, progress: null });
    expect(judge(kept, 6, due, 'less').verdict).toBe('not-reached');
    expect(judge(kept, 6, due, 'more').verdict).toBe('reached');
    expect(judge(kept, 4, before, 'more').verdict).toBe('not-reached');
  });

  it('says how far it is', () => {
    expect(judge({ baseline: 10, target: 2, dueOn: due }, 6, before, 'less').progress).toBeCloseTo(0.5);
    expect(judge({ baseline: 10, target: 2, dueOn: due }, 12, before, 'less').progress).toBeCloseTo(-0.25);
  });

  it('never flatters: reached only at the target, on the way only before the day and nearer than before', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, number, fc.boolean(), (baseline, target, value, late) => {
        fc.pre(Math.abs(baseline - target) > 1e-6);
        const { verdict } = judge({ baseline, target, dueOn: due }, value, late ? due : before, 'more');
        const past = target > baseline ? value >= target - 1e-9 : value <= target + 1e-9;
        expect(verdict === 'reached').toBe(past);
        if (verdict !== 'on-the-way') return;
        expect(late).toBe(false);
        expect(Math.abs(value - target)).toBeLessThan(Math.abs(baseline - target));
      }),
    );
  });
});

describe('a judgement is kept', () => {
  const next = { verdict: 'on-the-way', value: 0.5, sample: 20, final: false } as const;

  it('the first time, and when verdict, figure, sample or end have changed', () => {
    expect(isNews(undefined, next)).toBe(true);
    expect(isNews({ ...next }, next)).toBe(false);
    expect(isNews({ ...next, verdict: 'reached' }, next)).toBe(true);
    expect(isNews({ ...next, value: 0.4 }, next)).toBe(true);
    expect(isNews({ ...next, sample: 19 }, next)).toBe(true);
    expect(isNews({ ...next, final: true }, next)).toBe(true);
  });
});
