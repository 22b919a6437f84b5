// Small counts are hidden, and as many more as it takes that nobody reckons them from a total. Pure.
import type { OpenColumn, OpenRow, OpenValue, Suppression } from './open-data.ts';

/** Fewer than these are not said: as in participation and in the figures of services. */
export const fewestShown = 5;

interface Cell {
  row: number;
  column: number;
  count: number;
  hidden: boolean;
}

/** Cells that add up to something known: one of them alone can't stay hidden. */
interface Sum {
  cells: Cell[];
  /** The total, where it is a cell itself: hidden, it protects its parts. */
  total?: Cell;
}

/**
 * @param rows true figures
 * @returns the rows with `null` in place of what is hidden
 */
export function hideSmall(
  columns: readonly OpenColumn[],
  rows: readonly OpenRow[],
  rule: Suppression,
): OpenValue[][] {
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const counts = rule.counts.map(at);
  const grid = rows.map(
    (row, index) =>
      new Map(
        counts.flatMap((column) => {
          const count = row[column];
          if (typeof count !== 'number') return [];
          const hidden = count > 0 && count < fewestShown;
          return [[column, { row: index, column, count, hidden } satisfies Cell] as const];
        }),
      ),
  );
  const sums = [
    ...sumsOfRows(
      grid,
      rows,
      counts,
      rule.within.map((names) => names.map(at)),
    ),
  ];
  for (const { total, of: parts } of rule.parts ?? [])
    for (const cells of grid) {
      const whole = cells.get(at(total));
      sums.push({
        cells: parts.flatMap((part) => cells.get(at(part)) ?? []),
        ...(whole ? { total: whole } : {}),
      });
    }
  for (let changed = true; changed;) changed = sums.map(protect).some(Boolean);

  const hides = new Map(Object.entries(rule.hides ?? {}).map(([count, names]) => [at(count), names.map(at)]));
  return rows.map((row, index) => {
    const shown: OpenValue[] = [...row];
    for (const { column, hidden } of grid[index]?.values() ?? []) {
      if (!hidden) continue;
      shown[column] = null;
      for (const other of hides.get(column) ?? []) shown[other] = null;
    }
    return shown;
  });
}

function* sumsOfRows(
  grid: readonly ReadonlyMap<number, Cell>[],
  rows: readonly OpenRow[],
  counts: readonly number[],
  within: readonly (readonly number[])[],
): Generator<Sum> {
  for (const names of within) {
    const groups = Map.groupBy(rows.keys(), (row) =>
      JSON.stringify(names.map((column) => rows[row]?.[column])),
    );
    for (const group of groups.values())
      for (const column of counts) yield { cells: group.flatMap((row) => grid[row]?.get(column) ?? []) };
  }
}

/**
 * Hides the smallest that are still shown until what is hidden can't be told apart: at least two, with room for at least
 * `fewestShown` different values of each. Where nothing is left to hide, nothing of the sum is said.
 * @returns whether something more is hidden
 */
function protect({ cells, total }: Sum): boolean {
  // With all others shown, a single hidden part tells a hidden total; and the other way round.
  if (total?.hidden) {
    if (cells.every(({ hidden }) => !hidden)) return hideNext(cells);
    return false;
  }
  const shown = (cell: Cell) => !cell.hidden;
  let changed = false;
  for (;;) {
    const away = cells.filter(({ hidden }) => hidden);
    if (away.length === 0) return changed;
    const sum = away.reduce((all, { count }) => all + count, 0);
    if (away.length >= 2 && sum - away.length >= fewestShown - 1) return changed;
    if (!cells.some(shown)) {
      // All parts of a total are hidden and few: their total tells too much.
      if (total && !total.hidden) {
        total.hidden = true;
        return true;
      }
      return changed;
    }
    hideNext(cells);
    changed = true;
  }
}

/** The smallest one above none first: a hidden nought tells little, and hides little. */
function hideNext(cells: readonly Cell[]): boolean {
  const next = cells
    .filter(({ hidden }) => !hidden)
    .toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count)[0];
  if (next) next.hidden = true;
  return next !== undefined;
}
