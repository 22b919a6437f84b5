// Kept counts of reports held against what is there.
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { App } from '../../../kernel/app.ts';

/** Rows of which the kept count differs; none where all is well. */
export async function wrongCounts(app: App): Promise<unknown[]> {
  const rows = async (text: string) => (await barePool(app).query(text)).rows as unknown[];
  const differences = await rows(`
    select category, area, unit, state, sum(n) from (
      select category, area, unit, state, count as n from reports.tally
      union all select category, area, unit, state, -1 from reports.report) all_counts
    group by 1, 2, 3, 4 having sum(n) <> 0`);
  const cells = await rows(`
    select level, cell_row, cell_col, category, open, sum(n) from (
      select level, cell_row, cell_col, category, open, count as n from reports.cell
      union all select level, floor(r.cell_row / 4 ^ level)::int, floor(r.cell_col / 4 ^ level)::int, category,
        state in ('reported', 'working'), -1 from reports.report r cross join generate_series(0, 2) level
        where state <> 'merged' and lon is not null) all_cells
    group by 1, 2, 3, 4, 5 having sum(n) <> 0`);
  return [...differences, ...cells];
}
