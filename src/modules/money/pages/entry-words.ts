// How entries of the bank are shown, and whose bills they are, for the log.
import type { Transaction } from '../../../kernel/transaction.ts';
import { formatAmount } from '../../../ui/index.ts';
import type { Entry } from '../queries/statements.ts';
import { logBills } from './staff-request.ts';

export const entryAmount = ({ amount, currency }: Pick<Entry, 'amount' | 'currency'>): string =>
  `${currency}\u00a0${formatAmount(amount / 100)}`;

/** Of entries that belong to bills; money of whom nobody knows yet is nobody's account. */
export async function logEntries(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  const ids = [...new Set(entries.flatMap(({ billId }) => (billId === null ? [] : [billId])))];
  const owners =
    ids.length === 0
      ? []
      : await tx.db
          .selectFrom('money.bill')
          .select('account_id as accountId')
          .where('id', 'in', ids)
          .execute();
  await logBills(tx, owners);
}
