// Removes a passkey of one's own.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { secondFactorRequired } from '../canton-sign-in.ts';

/** Does nothing for one that is somebody else's or gone already. @throws Fault PASSKEY_LAST where staff must have one */
export async function removePasskey(app: App, accountId: string, id: string): Promise<void> {
  await ownData(app, { id: accountId }, (connection) =>
    connection.transaction().execute(async (db) => {
      await db.selectFrom('identity.account').select('id').where('id', '=', accountId).forUpdate().execute();
      await db
        .deleteFrom('identity.passkey')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .execute();
      const left = await db
        .selectFrom('identity.passkey')
        .select('id')
        .where('account_id', '=', accountId)
        .limit(1)
        .executeTakeFirst();
      if (!left && secondFactorRequired(app)) throw new Fault('PASSKEY_LAST');
    }),
  );
}
