// A case whose time is over leaves the mandates that named it; the mandate itself proves who was allowed to act, and stays.
import { sql } from 'kysely';
import type { RemovedCase } from '../../../kernel/module.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it. A mandate for this case alone keeps its name. */
export async function removeOfCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  const { numUpdatedRows } = await db
    .updateTable('mandates.mandate')
    .set({ matters: sql`array_remove(matters, ${ref})` })
    .where(sql<boolean>`${ref} = any(matters)`)
    .where(sql<boolean>`cardinality(services) + cardinality(matters) > 1`)
    .executeTakeFirst();
  return { rows: { 'mandates.mandate': Number(numUpdatedRows) } };
}
