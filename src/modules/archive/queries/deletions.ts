// The protocol of deletions, the latest first, by key; and whether its chain holds.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import { digestOf, type Deletion } from '../actions/append-deletion.ts';

export interface ProtocolLine extends Deletion {
  id: number;
  previous: Buffer;
  digest: Buffer;
}

/** @param before id of the last one seen */
export async function deletions(
  db: Database,
  before: number | undefined,
  limit: number,
): Promise<ProtocolLine[]> {
  const rows = await db
    .selectFrom('archive.deletion')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: Number(row.id),
    at: row.at,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    closedOn: row.closed_on,
    due: row.due,
    basis: row.basis,
    archive: row.archive as Deletion['archive'],
    reason: row.reason,
    announcedAt: row.announced_at,
    counts: row.counts as Record<string, number>,
    files: row.files,
    bytes: Number(row.bytes),
    infected: row.infected,
    previous: row.previous,
    digest: row.digest,
  }));
}

/** How many there were on a day in Switzerland. @param day `YYYY-MM-DD` */
export async function deletionsOn(db: Database, day: string): Promise<number> {
  const { count } = await db
    .selectFrom('archive.deletion')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('at', '>=', sql<Date>`${day}::date::timestamp at time zone 'Europe/Zurich'`)
    .where('at', '<', sql<Date>`(${day}::date + 1)::timestamp at time zone 'Europe/Zurich'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Follows the chain from its beginning. @returns the first line that does not fit; undefined: all do */
export async function brokenLine(db: Database): Promise<number | undefined> {
  let previous = Buffer.alloc(32);
  for (let after = 0; ;) {
    const { rows } = await sql<{
      id: number;
    }>`select id from archive.deletion where id > ${after} order by id limit 500`.execute(db);
    const last = rows.at(-1);
    if (!last) return undefined;
    const lines = (await deletions(db, Number(last.id) + 1, rows.length)).toReversed();
    for (const { id, previous: before, digest, ...line } of lines) {
      if (!before.equals(previous) || !digest.equals(digestOf(before, line))) return id;
      previous = digest as Buffer<ArrayBuffer>;
    }
    after = Number(last.id);
  }
}
