// What is small can't be read from the published rows, nor reckoned from totals.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenColumn, OpenRow, OpenValue, Suppression } from './open-data.ts';
import { fewestShown, hideSmall } from './hide-small.ts';

const columns: OpenColumn[] = [
  { name: 'service', type: 'string' },
  { name: 'month', type: 'month' },
  { name: 'decided', type: 'integer' },
  { name: 'granted', type: 'integer' },
  { name: 'refused', type: 'integer' },
  { name: 'median', type: 'number' },
];
const rule: Suppression = {
  counts: ['decided', 'granted', 'refused'],
  hides: { decided: ['median'] },
  within: [['service'], ['month']],
  parts: [{ total: 'decided', of: ['granted', 'refused'] }],
};
const row = (service: string, month: string, granted: number, refused: number): OpenRow => [
  ...[service, month, granted + refused, granted, refused, 3],
];
const hidden = (rows: readonly OpenRow[], asked = rule) => hideSmall(columns, rows, asked);

describe('small counts', () => {
  it('are hidden with the figures that go with them; none is said', () => {
    const only = { ...rule, within: [], parts: [] };
    expect(hidden([row('a', '2026-01', 4, 0), row('a', '2026-02', 9, 5)], only)).toEqual([
      ['a', '2026-01', null, null, 0, null],
      ['a', '2026-02', 14, 9, 5, 3],
    ]);
  });

  it('take a second one with them where a total would tell them', () => {
    const months = hidden(
      [row('a', '2026-01', 2, 0), row('a', '2026-02', 9, 0), row('a', '2026-03', 30, 0)],
      {
        ...rule,
        within: [['service']],
        parts: [],
      },
    );
    expect(months.map((each) => each[2])).toEqual([null, null, 30]);
  });

  it('are not told by two ones that add up to two', () => {
    const of = { ...rule, within: [['service']], parts: [] };
    const rows = [row('a', '2026-01', 1, 0), row('a', '2026-02', 1, 0), row('a', '2026-03', 30, 0)];
    expect(hidden(rows, of).map((each) => each[2])).toEqual([null, null, null]);
  });

  it('are not told by the other part of a total', () => {
    const [only] = hidden([row('a', '2026-01', 20, 1)], { ...rule, within: [] });
    expect(only).toEqual(['a', '2026-01', 21, null, null, 3]);
  });
});

/** Lowest and highest value that each hidden cell of a known sum could have, if all are at least one. */
function range(cells: readonly { count: number; shown: OpenValue }[]): number | undefined {
  const away = cells.filter(({ shown }) => shown === null);
  if (away.length === 0) return undefined;
  const sum = away.reduce((all, { count }) => all + count, 0);
  return away.length === 1 ? 1 : sum - away.length + 1;
}

it('leaves nothing that can be told, whatever the counts', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(12), fc.nat(12)), { maxLength: 20 }),
      (drawn) => {
        const rows = [...new Map(drawn.map((each) => [`${each[0]} ${each[1]}`, each])).values()].map(
          ([service, month, granted, refused]) => row(`s${service}`, `m${month}`, granted, refused),
        );
        const shown = hidden(rows);
        rows.forEach((each, index) => {
          for (const column of [2, 3, 4]) {
            const count = each[column] as number;
            const value = shown[index]?.[column];
            if (count > 0 && count < fewestShown) expect(value).toBeNull();
            if (value !== null) expect(value).toBe(count);
          }
          const [total, ...parts] = [2, 3, 4].map((column) => shown[index]?.[column]);
          const away = parts.filter((part) => part === null).length + (total === null ? 1 : 0);
          expect(away).not.toBe(1);
        });
        for (const name of [0, 1])
          for (const column of [2, 3, 4])
            for (const group of Map.groupBy(rows.keys(), (index) => rows[index]?.[name]).values()) {
              const cells = group.map((index) => ({
                count: rows[index]?.[column] as number,
                shown: shown[index]?.[column] ?? null,
              }));
              const values = range(cells);
              const all = cells.every((cell) => cell.shown === null);
              if (values !== undefined && !all) expect(values).toBeGreaterThanOrEqual(fewestShown);
            }
      },
    ),
  ));
