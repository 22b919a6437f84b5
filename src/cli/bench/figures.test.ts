// The arithmetic of the benchmark: what it prints must follow from what was measured.
import { describe, expect, it } from 'vitest';
import { byTurns, lineOf, median, ratioOf, rounded } from './figures.ts';

describe('median', () => {
  it.each([
    [[3], 3],
    [[1, 9, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

  it('is not moved by one round that was disturbed', () => {
    expect(median([100, 102, 3])).toBe(100);
  });

  it('leaves its input as it is and refuses nothing', () => {
    const values = [2, 1];
    median(values);
    expect(values).toEqual([2, 1]);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('ratio', () => {
  it('is the share of the limit', () => expect(ratioOf(50, 200)).toBe(0.25));

  it.each([
    [1, 0],
    [Number.NaN, 1],
    [1, Number.POSITIVE_INFINITY],
    [-1, 1],
  ])('of %d to %d is refused, not printed', (value, limit) =>
    expect(() => ratioOf(value, limit)).toThrow(RangeError),
  );
});

describe('a line', () => {
  const figure = {
    task: 'public-page',
    value: 12345.678,
    unit: 'requests/s',
    limit: 24691.356,
    against: 'the same bytes',
    better: 'higher' as const,
    n: 3,
  };

  it('is one JSON object with value, unit, limit and ratio', () => {
    const line = lineOf(figure);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      ...figure,
      value: 12350,
      limit: 24690,
      ratio: 0.5,
    });
  });

  it('names its subject where there is one', () => {
    expect(JSON.parse(lineOf({ ...figure, subject: 'hund-anmelden' }))).toHaveProperty(
      'subject',
      'hund-anmelden',
    );
    expect(JSON.parse(lineOf(figure))).not.toHaveProperty('subject');
  });

  it('keeps small values', () => expect(rounded(0.000123456)).toBe(0.0001235));
});

describe('by turns', () => {
  it('alternates, the limit first, and counts our operations only', async () => {
    const order: string[] = [];
    const side = (name: string, values: number[]) => async () => {
      order.push(name);
      return { value: values.shift() ?? 0, n: 10 };
    };
    const result = await byTurns(3, side('ours', [5, 7, 6]), side('limit', [10, 30, 20]));
    expect(order).toEqual(['limit', 'ours', 'limit', 'ours', 'limit', 'ours']);
    expect(result).toEqual({ value: 6, limit: 20, n: 30 });
  });
});
