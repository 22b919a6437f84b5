// Where entries stand in the log, and the data that their leaves are made of.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';

export interface Place {
  /** Number of the entry. */
  entry: number;
  index: number;
  commitment: Buffer;
}

export async function placesOf(db: Database, log: number, entries: readonly number[]): Promise<Place[]> {
  if (entries.length === 0) return [];
  return db
    .selectFrom('transparency.leaf')
    .select(['entry_id as entry', 'index', 'commitment'])
    .where('log', '=', log)
    .where('entry_id', 'in', entries)
    .execute();
}

/** Data of leaves in the order of the log: day and commitment. */
export async function leavesBetween(
  db: Database,
  log: number,
  from: number,
  to: number,
): Promise<{ at: string; commitment: Buffer }[]> {
  const { rows } = await sql<{ at: string; commitment: Buffer }>`
    select to_char(entry_at at time zone 'UTC', 'YYYY-MM-DD') as at, commitment from transparency.leaf
    where log = ${log} and index >= ${from} and index < ${to} order by index`.execute(db);
  return rows;
}
