// Removes a passkey of one's own.
import type { App } from '../../../kernel/app.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { secondFactorRequired } from '../canton-sign-in.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'identity.remove-passkey' };

/** Does nothing for one that is somebody else's or gone already. @throws Fault PASSKEY_LAST where staff must have one */
export async function removePasskey(app: App, accountId: string, id: string): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('recognise-caller');
    const { db } = tx;
    await db.selectFrom('identity.account').select('id').where('id', '=', accountId).forUpdate().execute();
    const { numDeletedRows } = await db
      .deleteFrom('identity.passkey')
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    const left = await db
      .selectFrom('identity.passkey')
      .select('id')
      .where('account_id', '=', accountId)
      .limit(1)
      .executeTakeFirst();
    if (!left && secondFactorRequired(app)) throw new Fault('PASSKEY_LAST');
    if (numDeletedRows > 0n)
      await tx.emit({ type: 'passkey.removed', subject: accountId, data: { last: !left } });
  });
}
