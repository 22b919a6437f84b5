// Up to which number the access log is complete: numbers are given before transactions commit, so a lower one may come later.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/**
 * The highest number below which no entry can appear any more. Costs those who write nothing: whoever writes an entry holds
 * a lock on the table from before the number is taken until the transaction ends. So we read the last number given, then
 * note who holds that lock, and wait until all of these have ended; whoever comes later gets a higher number.
 * @param patience milliseconds to wait for them
 * @returns undefined when one of them takes longer
 */
export async function settledNumber(db: Database, patience = 5_000): Promise<number | undefined> {
  const last = await lastNumber(db);
  const writers = await writersNow(db);
  for (const until = Date.now() + patience; (await anyRuns(db, writers)) !== false; await sleep(20)) {
    if (Date.now() > until) return undefined;
  }
  return last;
}

/** The last number that was given, whatever became of its transaction; 0 before the first. */
export async function lastNumber(db: Database): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select case when is_called then last_value else 0 end as last from kernel.access_entry_id_seq`.execute(
    db,
  );
  return rows[0]?.last ?? 0;
}

/** The highest number that stands in the log; 0 when it is empty. */
export async function highestNumber(db: Database): Promise<number> {
  const { rows } = await sql<{ highest: number }>`
    select coalesce(max(id), 0) as highest from kernel.access_entry`.execute(db);
  return rows[0]?.highest ?? 0;
}

/** Since when the first entry above a number waits; undefined where there is none. */
export async function waitingSince(db: Database, settled: number): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select at from kernel.access_entry where id > ${settled} order by id limit 1`.execute(db);
  return rows[0]?.at;
}

/** Transactions that write to the log or one of its partitions, or have written and not ended. */
async function writersNow(db: Database): Promise<string[]> {
  const { rows } = await sql<{ writer: string }>`
    select distinct virtualtransaction as writer from pg_locks
    where locktype = 'relation' and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())
      and relation in (select relid from pg_partition_tree('kernel.access_entry'))`.execute(db);
  return rows.map(({ writer }) => writer);
}

async function anyRuns(db: Database, writers: readonly string[]): Promise<boolean> {
  if (writers.length === 0) return false;
  // A transaction holds a lock at least on its own number until it ends.
  const { rows } = await sql<{ runs: boolean }>`
    select exists (select from pg_locks where virtualtransaction = any(${writers}::text[])) as runs`.execute(
    db,
  );
  return rows[0]?.runs === true;
}
