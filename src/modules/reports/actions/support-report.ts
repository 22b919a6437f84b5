// "It concerns me, too": counted once for each account or browser, on the report that goes on.
import { sql } from 'kysely';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { supportKey } from '../report-key.ts';
import { isOpen } from '../states.ts';
import { holdReport } from './hold-report.ts';

/**
 * @param who the account, or what this browser is known by
 * @throws Fault NOT_FOUND, REPORT_MERGED, REPORT_NOT_POSSIBLE where it is closed, REPORT_SUPPORTED
 */
export async function supportReport(app: App, actor: Actor, id: number, who: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await holdReport(tx, id);
    if (held.mergedInto !== null) throw new Fault('REPORT_MERGED');
    if (!isOpen(held.state)) throw new Fault('REPORT_NOT_POSSIBLE');
    const counted = await tx.db
      .insertInto('reports.support')
      .values({ report_id: id, person_key: supportKey(app, String(id), who), at: app.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('report_id')
      .executeTakeFirst();
    if (!counted) throw new Fault('REPORT_SUPPORTED');
    await tx.db
      .updateTable('reports.report')
      .set({ supports: sql`supports + 1` })
      .where('id', '=', id)
      .execute();
  });
}
