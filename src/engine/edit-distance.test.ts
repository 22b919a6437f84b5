// Slips of the finger: counted like people make them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['freie', 'freie', 0],
  ['freie', 'frei', 1],
  ['freie', 'fereie', 1],
  ['freie', 'friee', 1],
  ['strasse', 'strase', 1],
  ['gasse', 'tasse', 1],
  ['abcd', 'dcba', 3],
])('from %j to %j are %i', (one, other, slips) => expect(editDistance(one, other)).toBe(slips));

it('is the same both ways and at most the longer length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      const slips = editDistance(one, other);
      expect(editDistance(other, one)).toBe(slips);
      expect(slips).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(slips === 0).toBe(one === other);
    }),
  );
});
