// The day on which a process was first here: what days of demonstrations count from, the same for all processes of the program.
import type { App } from '../../../kernel/app.ts';

/** Keeps today for those that are new. @returns day by id */
export async function firstDays(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  await app.db
    .insertInto('participation.process')
    .values(ids.map((id) => ({ id, first_day: app.clock.today() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await app.db.selectFrom('participation.process').select(['id', 'first_day']).execute();
  return new Map(rows.map((row) => [row.id, row.first_day]));
}
