// money.check-delivery: «paid is delivered or refunded». Looks at bills whether what they are for still stands, and whether all that is owed is on its way back.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { billById } from '../queries/bills.ts';
import { proposeRefunds } from './book-on.ts';
import { settleCase } from './settle-case.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.check-delivery' };
/** Bills in a night: those that were looked at longest ago. */
const most = 2000;

/** Events have done it all already; this finds what a fault of the program would have left behind. */
export async function checkDelivery(app: App): Promise<void> {
  const now = app.clock.now();
  const { owed, oldest } = await impersonal(app, 'show-nobody', async (db) => ({
    owed: await db
      .selectFrom('money.bill')
      .select('id')
      .where('owed', '>', 0)
      .orderBy('id')
      .limit(most)
      .execute(),
    oldest: await db
      .selectFrom('money.bill')
      .select(['id', 'case_ref as caseRef'])
      .where('state', '<>', 'cancelled')
      .where('checked_at', '<', new Date(now.getTime() - 86_400_000))
      .orderBy('checked_at')
      .orderBy('id')
      .limit(most)
      .execute(),
  }));
  for (const { id } of owed)
    await transact(app, programme, async (tx) => {
      tx.impersonal('show-nobody');
      const bill = await billById(tx.db, id, true);
      if (bill) await proposeRefunds(tx, bill);
    });
  for (const { id, caseRef } of oldest) {
    await settleCase(app, caseRef);
    // A case that is open again stays so for a while: the others come first tomorrow.
    await impersonal(app, 'show-nobody', (db) =>
      db.updateTable('money.bill').set({ checked_at: now }).where('id', '=', id).execute(),
    );
  }
}
