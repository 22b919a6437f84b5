// The protocol of deletions, the latest first, by key; and whether its chain holds.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import { digestOf, nothingBefore, type Deletion } from '../actions/append-deletion.ts';

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

/** What follows in the chain. @param previous hash of the line before */
const fits = (previous: Buffer, { id: _id, previous: before, digest, ...line }: ProtocolLine): boolean =>
  before.equals(previous) && digest.equals(digestOf(before, line));

/**
 * Whether lines that follow each other fit, without asking for others.
 * @param lines the latest first
 * @param whole the oldest of them is the first of all
 * @returns the oldest that does not fit; undefined: all do
 */
export function brokenAmong(lines: readonly ProtocolLine[], whole: boolean): number | undefined {
  const [first, ...later] = lines.toReversed();
  if (!first) return undefined;
  if (!fits(whole ? nothingBefore : first.previous, first)) return first.id;
  let before = first;
  for (const line of later) {
    if (!fits(before.digest, line)) return line.id;
    before = line;
  }
  return undefined;
}

/** Follows the chain from its beginning, 500 lines at a time. `broken`: the first that does not fit; undefined: all do. */
export async function followChain(db: Database): Promise<{ lines: number; broken: number | undefined }> {
  let previous: Buffer = nothingBefore;
  let lines = 0;
  for (let after = 0; ;) {
    const { rows } = await sql<{
      id: number;
    }>`select id from archive.deletion where id > ${after} order by id limit 500`.execute(db);
    const last = rows.at(-1);
    if (!last) return { lines, broken: undefined };
    for (const line of (await deletions(db, Number(last.id) + 1, rows.length)).toReversed()) {
      if (!fits(previous, line)) return { lines, broken: line.id };
      previous = line.digest;
      lines += 1;
    }
    after = Number(last.id);
  }
}

export interface ProtocolCheck {
  at: Date;
  lines: number;
  broken: number | undefined;
}

/** What the latest night found; undefined where there was none yet. */
export async function latestCheck(db: Database): Promise<ProtocolCheck | undefined> {
  const row = await db
    .selectFrom('archive.protocol_check')
    .select(['at', 'lines', 'broken'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      at: row.at,
      lines: Number(row.lines),
      broken: row.broken === null ? undefined : Number(row.broken),
    }
  );
}
