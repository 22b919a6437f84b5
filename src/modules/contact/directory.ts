// The corrections that hold now as one small value that every process has in memory: made from the table, told to all.
import { sql, type Transaction as KyselyTransaction } from 'kysely';
import type { App } from '../../kernel/app.ts';
import type { DB } from '../../kernel/db/tables.ts';
import { setLiveValue } from '../../kernel/live/live-values.ts';
import type { Directory } from '../organisation/index.ts';

const name = 'directory';

/** Always the same object until it changes. */
export const directoryNow = (app: App): Directory | undefined => app.live.get(name) as Directory | undefined;

/** One change after the other: each makes the whole value from the table, and must not miss what another has just written. */
export const lockDirectory = (db: KyselyTransaction<DB>) =>
  sql`select pg_advisory_xact_lock(hashtext('contact.directory'))`.execute(db);

/** In the transaction that changes the table, under the lock; every process has it soon after the commit. */
export async function publishDirectory(app: App, db: KyselyTransaction<DB>): Promise<void> {
  const rows = await db
    .selectFrom('contact.correction')
    .select(['kind', 'subject', 'field', 'value'])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const directory: Record<string, Record<string, Record<string, string>>> = {};
  for (const { kind, subject, field, value } of rows)
    ((directory[kind] ??= {})[subject] ??= {})[field] = value;
  await setLiveValue(db, app.clock, name, directory);
}
