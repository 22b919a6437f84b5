// DMN decision tables: hit policy first or unique.
import type { CompiledTable } from '../definition/compiled-service.ts';
import type { FeelValues } from '../feel/compile.ts';
import type { Work } from '../feel/work.ts';

export interface TableResult {
  value: unknown;
  /** Indexes of the rows that fit. */
  hits: number[];
}

/** Result of a table; null when no row fits, or, with `unique`, when several do (DMN 1.5, 8.2.8). */
export function runTable(table: CompiledTable, values: FeelValues, work?: Work): TableResult {
  const inputs = table.inputs.map((input) => input.run(values, work));
  const hits: number[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (!row.cells.every((cell, column) => cell.matches(inputs[column], values, work))) continue;
    hits.push(index);
    if (table.hit === 'first') break;
  }
  const [only] = hits;
  const row = only !== undefined && hits.length === 1 ? table.rows[only] : undefined;
  return { value: row ? row.result.run(values, work) : null, hits };
}
