// Compares the declared tables and columns with those of the database: nothing is kept of which nobody says what it is.
import type { Pool } from 'pg';
import { StartFault } from '../start-fault.ts';
import { columnsOf, type Dataset } from './dataset.ts';

/** Not ours to declare: PostgreSQL's own schemas, those of the queue and of the migrations, and `public`, where extensions and operators' tools put theirs. */
const notOurs = ['pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'migration', 'public'];

/** Every table with its columns as the database has them; partitions count as their table. */
export async function tablesInDatabase(pool: Pool): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p', 'f', 'm') and not c.relispartition
       and n.nspname <> all ($1) and n.nspname not like 'pg\\_temp%'
     group by 1 order by 1`,
    [notOurs],
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** What differs, one line each, with what to do about it. */
export function datasetFaults(
  datasets: readonly Dataset[],
  tables: ReadonlyMap<string, readonly string[]>,
): string[] {
  const faults: string[] = [];
  const declared = new Map<string, Dataset>();
  for (const dataset of datasets) {
    if (declared.has(dataset.table)) faults.push(`${dataset.table} is declared twice.`);
    declared.set(dataset.table, dataset);
    if (!tables.has(dataset.table))
      faults.push(`${dataset.table} is declared, and the database has no such table.`);
  }
  for (const [table, columns] of tables) {
    const dataset = declared.get(table);
    if (!dataset) {
      faults.push(`${table} is not declared. Add it to the datasets.ts of its module, with all its columns.`);
      continue;
    }
    const known = new Set(columnsOf(dataset).map(([name]) => name));
    for (const column of columns)
      if (!known.delete(column))
        faults.push(
          `${table}.${column} is not declared. Add it to the datasets.ts of its module, with its class.`,
        );
    for (const column of known)
      faults.push(`${table}.${column} is declared, and the database has no such column.`);
  }
  return faults;
}

/**
 * One look into PostgreSQL's catalogue, at the start.
 * @throws StartFault that lists every table and column that is kept and not declared, or declared and not kept
 */
export async function checkDatasets(pool: Pool, datasets: readonly Dataset[]): Promise<void> {
  const faults = datasetFaults(datasets, await tablesInDatabase(pool));
  if (faults.length === 0) return;
  throw new StartFault(
    `The database and the data catalogue differ, so the program does not start (docs/guides/data-catalogue.md):\n${faults
      .map((fault) => `  ${fault}`)
      .join('\n')}`,
  );
}
