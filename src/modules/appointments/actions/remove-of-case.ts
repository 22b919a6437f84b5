// Removes the appointments of a case whose time is over.
import type { RemovedCase } from '../../../kernel/module.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it. */
export async function removeOfCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  const { numDeletedRows } = await db
    .deleteFrom('appointments.booking')
    .where('case_ref', '=', ref)
    .executeTakeFirst();
  return { rows: { 'appointments.booking': Number(numDeletedRows) } };
}
