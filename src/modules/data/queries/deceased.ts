// Who has died, as the residents' register says.
import type { Database } from '../../../kernel/db/connect.ts';

/** Those of the keys whose person has died. No access is logged: nothing is told to anybody but that a right has ended. */
export async function deceasedAmong(db: Database, registerIds: readonly string[]): Promise<Set<string>> {
  if (registerIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('data.resident')
    .select('id')
    .where('id', 'in', [...new Set(registerIds)])
    .where('died_on', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
