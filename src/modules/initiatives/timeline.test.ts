// The timeline: whole months, the last day included, nothing outside, nothing invisible.
import { describe, expect, it } from 'vitest';
import { timelineOf } from './timeline.ts';

describe('the timeline', () => {
  it('is none without initiatives', () => {
    expect(timelineOf([], '2026-11-24')).toBeUndefined();
  });

  it('goes from the first month to the last one, with the years within', () => {
    const line = timelineOf(
      [
        { id: 'a', startsOn: '2026-02-10', endsOn: '2026-12-31' },
        { id: 'b', startsOn: '2026-06-01', endsOn: '2027-12-15' },
      ],
      '2026-11-24',
    );
    expect(line).toMatchObject({ first: '2026-02-01', last: '2028-01-01' });
    expect(line?.years.map(({ year }) => year)).toEqual([2027]);
    expect(line?.today).toBeGreaterThan(40);
    expect(line?.today).toBeLessThan(45);
  });

  it('has the last day in the bar and ends where the picture ends', () => {
    const line = timelineOf([{ id: 'a', startsOn: '2026-02-01', endsOn: '2026-02-28' }], '2027-01-01');
    expect(line).toMatchObject({ bars: [{ id: 'a', from: 0, width: 100 }], today: null });
  });

  it('shows also what lasts a day', () => {
    const line = timelineOf(
      [
        { id: 'day', startsOn: '2026-01-01', endsOn: '2026-01-01' },
        { id: 'long', startsOn: '2020-01-01', endsOn: '2030-12-31' },
      ],
      '2026-01-01',
    );
    const [bar] = line?.bars ?? [];
    expect(bar?.width).toBeGreaterThanOrEqual(0.6);
    for (const { from, width } of line?.bars ?? []) expect(from + width).toBeLessThanOrEqual(100.7);
  });
});
