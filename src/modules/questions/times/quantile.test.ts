// Medians from a histogram are those of the single values.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantile } from './quantile.ts';

it('is that of the single values', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.5, 0.9),
      (values, share) => {
        const counts = Map.groupBy(values, (value) => value);
        const buckets = [...counts].map(([days, { length: count }]) => ({ days, count }));
        const sorted = values.toSorted((a, b) => a - b);
        expect(quantile(buckets, share)).toBe(sorted[Math.ceil(share * values.length - 1e-9) - 1]);
      },
    ),
  ));

it('is nothing of nothing', () => expect(quantile([], 0.5)).toBeUndefined());
