// Ends sessions of one's own in other browsers: one of them, or all but the one that asks.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

/**
 * @param which id of a session, or `others`
 * @returns how many ended; 0 where it is somebody else's or over already
 */
export async function endOtherSessions(
  app: App,
  accountId: string,
  current: string,
  which: string,
): Promise<number> {
  const { numUpdatedRows } = await ownData(app, { id: accountId }, (db) =>
    db
      .updateTable('identity.session')
      .set({ ended_at: app.clock.now() })
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('id', '!=', current)
      .$if(which !== 'others', (query) => query.where('id', '=', which))
      .executeTakeFirst(),
  );
  return Number(numUpdatedRows);
}
