// Keys of lists: what we gave comes back, anything else is refused before it reaches the database.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from './errors.ts';
import { pageKey, readPageKey } from './page-key.ts';

const refused = (text: string, ...parts: Parameters<typeof readPageKey>[1][]) => {
  try {
    return readPageKey(text, ...parts);
  } catch (error) {
    return (error as Fault).code;
  }
};

describe('the key of a list', () => {
  it('comes back as it was given', () => {
    const id = '0f0e0d0c-0b0a-4000-8000-000000000001';
    expect(readPageKey(pageKey(['2026-11-24T09:00:00.000Z', id]) ?? '', 'instant', 'uuid')).toEqual([
      '2026-11-24T09:00:00.000Z',
      id,
    ]);
    expect(readPageKey('9999-12-31_2026-740K-0YE5', 'day', 'ref')).toEqual(['9999-12-31', '2026-740K-0YE5']);
    expect(readPageKey(undefined, 'number')).toBeUndefined();
    expect(readPageKey('', 'number')).toBeUndefined();
    expect(pageKey(undefined)).toBeNull();
  });

  it.each([
    ['2026-02-31_2026-740K-0YE5', ['day', 'ref']],
    ['2026-02-28', ['day', 'ref']],
    ['2026-02-28_2026-740K-0YE5_x', ['day', 'ref']],
    ['2026-02-30T09:00:00.000Z', ['instant']],
    ['-1', ['number']],
    ['1; drop table', ['number']],
  ] as const)('%s is none of ours', (text, parts) => {
    expect(refused(text, ...parts)).toBe('BAD_REQUEST');
  });

  it('is never an exception but BAD_REQUEST', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answer = refused(text, 'instant', 'uuid');
        return answer === undefined || answer === 'BAD_REQUEST';
      }),
    );
  });
});
