// When somebody has last looked at something of their own: such looks are in the log, so that nothing else has to remember what was read.
import type { Database } from '../db/connect.ts';

/** @param field as the look names it; undefined: never. The caller answers: own data. */
export async function lastOwnView(db: Database, account: string, field: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('kernel.access_entry')
    .select('at')
    .where('subject_id', '=', account)
    .where('actor_id', '=', account)
    .where('purpose', '=', 'own-view')
    .where((eb) => eb(eb.val(field), '=', eb.fn.any('fields')))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
