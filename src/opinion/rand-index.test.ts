// The adjusted Rand index against values from the literature and by hand.
import { expect, it } from 'vitest';
import { adjustedRandIndex } from './rand-index.ts';

const grouping = (groups: readonly unknown[]) =>
  new Map(groups.map((group, person) => [String(person), group] as const));
const index = (a: readonly unknown[], b: readonly unknown[]) => adjustedRandIndex(grouping(a), grouping(b));

it('is 1 for the same groups, whatever they are called', () => {
  expect(index([0, 0, 1, 1], ['b', 'b', 'a', 'a'])).toBe(1);
  expect(index([0, 0, 0], [1, 1, 1])).toBe(1);
  expect(index([0, 1, 2], [2, 0, 1])).toBe(1);
  expect(index([], [])).toBe(1);
});

it('is what others compute', () => {
  // The example of scikit-learn's documentation.
  expect(index([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.5714, 4);
  expect(index([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
  // Hubert and Arabie's table in Yeung and Ruzzo 2001: cells 1 1 0, 1 2 1, 0 0 4.
  expect(index([0, 0, 1, 1, 1, 1, 2, 2, 2, 2], [0, 1, 0, 1, 1, 2, 2, 2, 2, 2])).toBeCloseTo(0.313, 3);
});

it('is below 0 for less than chance, and compares only who is in both', () => {
  expect(index([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 4);
  const more = new Map([...grouping([0, 0, 1, 1]), ['only here', 7]]);
  expect(adjustedRandIndex(more, grouping([1, 1, 0, 0]))).toBe(1);
});
