// Somebody confirms by the link of the mail that the address is theirs; only then are they told of the answer.
import { anonymous } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

/** @returns false where nothing waits for this secret. Confirming twice is confirming once. */
export async function confirmAddress(app: App, tokenHash: Buffer): Promise<boolean> {
  return transact(app, anonymous, async (tx) => {
    tx.ownData();
    const row = await tx.db
      .updateTable('questions.address')
      .set(({ fn, val }) => ({ confirmed_at: fn.coalesce('confirmed_at', val(app.clock.now())) }))
      .where('confirm_hash', '=', tokenHash)
      .returning('question_id')
      .executeTakeFirst();
    return row !== undefined;
  });
}
