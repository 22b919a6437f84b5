// Which stored files still wait for the virus scanner, and what it said.
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../db/tables.ts';
import type { StoredFile } from './store-file.ts';

/** The oldest first, a thousand at most. */
export async function filesToScan(db: Kysely<DB>): Promise<StoredFile[]> {
  return db
    .selectFrom('kernel.file')
    .select(['id', 'name', 'type', 'size'])
    .where('scan', '=', 'unscanned')
    .orderBy('created_at')
    .limit(1000)
    .execute();
}

/** False when the file is gone or another has recorded a verdict already. */
export async function markScanned(
  db: Transaction<DB>,
  id: string,
  scan: 'clean' | 'infected',
): Promise<boolean> {
  const result = await db
    .updateTable('kernel.file')
    .set({ scan })
    .where('id', '=', id)
    .where('scan', '=', 'unscanned')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
