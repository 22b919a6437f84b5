// Mails about a case whose time is over go with it, if they have not gone before.
import type { RemovedCase } from '../../../kernel/module.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it. */
export async function removeMailsOfCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  const { numDeletedRows } = await db
    .deleteFrom('kernel.mail')
    .where('key', 'like', `case/${ref}/%`)
    .executeTakeFirst();
  return { rows: { 'kernel.mail': Number(numDeletedRows) } };
}
