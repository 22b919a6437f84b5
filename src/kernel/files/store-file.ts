// Files: bytes in the database, so that a copy of the database is a whole copy and a file belongs to its transaction.
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../db/tables.ts';
import type { Clock } from '../clock.ts';

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** Stores bytes as they are; the caller has decided what `type` they are by their content. */
export async function storeFile(
  db: Kysely<DB> | Transaction<DB>,
  clock: Clock,
  file: { id?: string; name: string; type: string; bytes: Buffer },
): Promise<StoredFile> {
  const row = await db
    .insertInto('kernel.file')
    .values({
      ...(file.id === undefined ? {} : { id: file.id }),
      name: file.name,
      type: file.type,
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest(),
      bytes: file.bytes,
      created_at: clock.now(),
    })
    .returning(['id', 'name', 'type', 'size'])
    .executeTakeFirstOrThrow();
  return row;
}

/** The bytes of a file; undefined when there is none. Who may see it is the caller's question. */
export async function readFileBytes(
  db: Kysely<DB> | Transaction<DB>,
  id: string,
): Promise<(StoredFile & { bytes: Buffer }) | undefined> {
  return db
    .selectFrom('kernel.file')
    .select(['id', 'name', 'type', 'size', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
}
