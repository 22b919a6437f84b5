// Says for whom a session acts from now on.
import type { Transaction } from '../../../kernel/transaction.ts';

/** @param mandateId null: for oneself */
export async function actInSession(
  tx: Transaction,
  sessionId: string,
  mandateId: string | null,
): Promise<void> {
  await tx.db
    .updateTable('identity.session')
    .set({ mandate_id: mandateId })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}
