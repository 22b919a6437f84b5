// Counts that lists and the map show, moved with the report in its transaction.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';
import { cellAt, levels } from '../grid.ts';
import { isOpen } from '../states.ts';

/** What a report is counted by. */
export interface Counted {
  category: string;
  area: string;
  unit: string;
  state: string;
  lon: number | null;
  lat: number | null;
}

/**
 * The last statements before the end, since everybody who reports the same waits for them. Rows are in one order everywhere, so that two
 * of them never wait for each other.
 */
export async function moveCount(
  tx: Transaction,
  before: Counted | undefined,
  after: Counted | undefined,
): Promise<void> {
  await addToTally(tx, before, after);
  const moved = [
    ...cellsOf(before).map((each) => ({ ...each, count: -1 })),
    ...cellsOf(after).map((each) => ({ ...each, count: 1 })),
  ];
  const rows = summed(moved);
  if (rows.length === 0) return;
  await tx.db
    .insertInto('reports.cell')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['level', 'cell_row', 'cell_col', 'category', 'open'])
        .doUpdateSet({ count: sql`reports.cell.count + excluded.count` }),
    )
    .execute();
}

async function addToTally(tx: Transaction, before?: Counted, after?: Counted): Promise<void> {
  const rows = summed([
    ...(before ? [{ ...tallied(before), count: -1 }] : []),
    ...(after ? [{ ...tallied(after), count: 1 }] : []),
  ]);
  if (rows.length === 0) return;
  await tx.db
    .insertInto('reports.tally')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['category', 'area', 'unit', 'state'])
        .doUpdateSet({ count: sql`reports.tally.count + excluded.count` }),
    )
    .execute();
}

const tallied = ({ category, area, unit, state }: Counted) => ({ category, area, unit, state });

/** What is merged is on no map: the other one is. */
function cellsOf(counted: Counted | undefined) {
  if (!counted || counted.lon === null || counted.lat === null || counted.state === 'merged') return [];
  const { lon, lat, category, state } = counted;
  return levels.map((level) => {
    const { row, col } = cellAt({ lon, lat }, level);
    return { level, cell_row: row, cell_col: col, category, open: isOpen(state) };
  });
}

/** One row for each key, in the order of the keys; those that stay as they are are left out. */
function summed<Row extends { count: number }>(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, count: 0 });
    const sum = sums.get(key);
    sums.set(key, sum ? { ...sum, count: sum.count + row.count } : row);
  }
  return [...sums.entries()]
    .filter(([, { count }]) => count !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => row);
}
