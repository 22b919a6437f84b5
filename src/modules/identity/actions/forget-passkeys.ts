// Takes every passkey from somebody who has lost them, once the operator has made sure who it is.
import type { App } from '../../../kernel/app.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import { transact } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'identity.forget-passkeys' };

/**
 * Their sessions end, too: the next sign-in is as with no second factor, and sets up a new one where staff must have it.
 * @param subject as the identity provider calls them (`sub`)
 * @returns how many passkeys are gone; undefined: there is no such account, or several providers have one
 */
export async function forgetPasskeys(app: App, subject: string): Promise<number | undefined> {
  return transact(app, programme, async (tx) => {
    tx.impersonal('recognise-caller');
    const accounts = await tx.db
      .selectFrom('identity.account')
      .select('id')
      .where('subject', '=', subject)
      .forUpdate()
      .execute();
    const [account] = accounts;
    if (!account || accounts.length > 1) return undefined;
    const { numDeletedRows } = await tx.db
      .deleteFrom('identity.passkey')
      .where('account_id', '=', account.id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return 0;
    await tx.db
      .updateTable('identity.session')
      .set({ ended_at: app.clock.now() })
      .where('account_id', '=', account.id)
      .where('ended_at', 'is', null)
      .execute();
    await tx.emit({ type: 'passkey.removed', subject: account.id, data: { last: true, by: 'operator' } });
    return Number(numDeletedRows);
  });
}
