// When the time of a case is over, bills and payments go with it; the ledger stays, which names nobody.
import type { RemovedCase } from '../../../kernel/module.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { billById, billsOfCase } from '../queries/bills.ts';
import { bookOn } from './book-on.ts';

export async function removeOfCase(tx: Transaction, ref: string): Promise<RemovedCase> {
  const { db } = tx;
  const rows: Record<string, number> = {};
  const bills = (await billsOfCase(db, ref)).map(({ id }) => id);
  if (bills.length === 0) return { rows };
  for (const id of bills) {
    // Years later nobody pays it any more, and without its bill nobody could: the account of open items stays right.
    const bill = await billById(db, id, true);
    if (bill && bill.amounts.open + bill.amounts.owed > 0)
      await bookOn(tx, bill, { kind: 'written-off' }, `bill/${id}/written-off`);
  }
  const count = (table: string, { numDeletedRows }: { numDeletedRows: bigint }) => {
    rows[table] = Number(numDeletedRows);
  };
  count(
    'money.reminder',
    await db.deleteFrom('money.reminder').where('bill_id', 'in', bills).executeTakeFirst(),
  );
  count('money.relief', await db.deleteFrom('money.relief').where('bill_id', 'in', bills).executeTakeFirst());
  count(
    'money.payment',
    await db.deleteFrom('money.payment').where('bill_id', 'in', bills).executeTakeFirst(),
  );
  // What the bank has reported stays without a name: its number still tells doubled ones.
  await db
    .updateTable('money.entry')
    .set({ bill_id: null, payer: '', message: '', reference: '' })
    .where('bill_id', 'in', bills)
    .execute();
  count('money.bill', await db.deleteFrom('money.bill').where('id', 'in', bills).executeTakeFirst());
  return { rows };
}
