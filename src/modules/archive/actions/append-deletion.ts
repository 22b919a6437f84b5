// The protocol of deletions: a line each, without persons, chained by hashes so that a missing or changed line shows.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Database } from '../../../kernel/db/connect.ts';

export interface Deletion {
  at: Date;
  serviceId: string;
  serviceVersion: number;
  /** `YYYY-MM-DD` */
  closedOn: string;
  due: string;
  /** Law of the service, how long it was kept, and what was to become of it. */
  basis: string;
  archive: 'not-offered' | 'taken' | 'declined';
  reason: string | null;
  announcedAt: Date;
  counts: Record<string, number>;
  files: number;
  bytes: number;
  /** Files that the archive did not get, because the virus scanner found something in them. */
  infected: number;
}

/** What stands before the first line. */
export const nothingBefore = Buffer.alloc(32);

/** SHA-256 over the hash before and the line as RFC 8785 JSON; `infected` only where there are any, as older lines have none. */
export function digestOf(previous: Buffer, line: Deletion): Buffer {
  const { infected, ...rest } = line;
  const content = {
    ...rest,
    ...(infected > 0 ? { infected } : {}),
    at: line.at.toISOString(),
    announcedAt: line.announcedAt.toISOString(),
  };
  return createHash('sha256').update(previous).update(canonicalJson(content)).digest();
}

/** In the transaction of the deletion; the lock keeps the chain a chain. */
export async function appendDeletion(db: Database, line: Deletion): Promise<void> {
  await sql`lock table archive.deletion in share row exclusive mode`.execute(db);
  const last = await db
    .selectFrom('archive.deletion')
    .select('digest')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const previous = last?.digest ?? nothingBefore;
  await db
    .insertInto('archive.deletion')
    .values({
      at: line.at,
      service_id: line.serviceId,
      service_version: line.serviceVersion,
      closed_on: line.closedOn,
      due: line.due,
      basis: line.basis,
      archive: line.archive,
      reason: line.reason,
      announced_at: line.announcedAt,
      counts: JSON.stringify(line.counts),
      files: line.files,
      bytes: line.bytes,
      infected: line.infected,
      previous,
      digest: digestOf(previous, line),
    })
    .execute();
}
