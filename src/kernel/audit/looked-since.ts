// Whether somebody has looked at something of their own since then: such looks are in the log, so that nothing else has to remember what was read.
import type { Database } from '../db/connect.ts';

/** @param field as the look names it. The caller answers: own data. */
export async function lookedSince(
  db: Database,
  account: string,
  field: string,
  since: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('kernel.access_entry')
    .select('id')
    .where('subject_id', '=', account)
    .where('actor_id', '=', account)
    .where('purpose', '=', 'own-view')
    .where('at', '>=', since)
    .where((eb) => eb(eb.val(field), '=', eb.fn.any('fields')))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
