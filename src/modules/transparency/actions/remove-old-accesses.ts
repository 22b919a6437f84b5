// Retention of the access log: rows go when their time is over, their leaves stay, and the log says that this was lawful.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { removeOldEntries } from '../../../kernel/audit/whole-entries.ts';
import { currentLog } from '../log/current-log.ts';

const batchSize = 5_000;

/** Removes what is over, with its salts: what is left are hashes that tell nothing. Idempotent. @returns how many rows went */
export async function removeOldAccesses(app: App): Promise<number> {
  const { number } = currentLog.of(app);
  const now = app.clock.now();
  for (let removed = 0; ;) {
    const ids = await app.db.transaction().execute(async (db) => {
      const { settled_id: settled } = await db
        .selectFrom('transparency.log')
        .select('settled_id')
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      // What is not in the log yet stays until it is.
      const found = await impersonal(app, 'expire', () => removeOldEntries(db, now, settled, batchSize));
      await sql`insert into transparency.removal (log, index, removed_at, reason)
        select log, index, ${now}, 'retention' from transparency.leaf
        where log = ${number} and entry_id = any(${found}::bigint[])`.execute(db);
      return found;
    });
    removed += ids.length;
    if (ids.length < batchSize) return removed;
  }
}
