// Begins a new log, where the old one can't go on: entries were lost, or its key has to change. The old one stays as it is.
import type { Config } from '../../../config.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { logOf, originOf, type CurrentLog } from '../log/current-log.ts';

/**
 * All entries that are there are committed anew when the program runs; the page says for ever that, when and why.
 * No program may run meanwhile: it would go on signing the old log.
 * @param reason shown to everyone
 */
export async function beginLogAnew(
  db: Database,
  config: Config,
  clock: Clock,
  reason: string,
): Promise<CurrentLog> {
  return db.transaction().execute(async (tx) => {
    const { number: last } = await tx
      .selectFrom('transparency.log')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const number = last + 1;
    const log = await logOf(tx, config, { number, origin: originOf(config.baseUrl, number) });
    await tx
      .insertInto('transparency.log')
      .values({ number, origin: log.origin, key: log.key, begun_at: clock.now(), reason })
      .execute();
    return log;
  });
}
