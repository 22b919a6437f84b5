// All staff, portion by portion: what jobs go through that have something to say to each of them.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountColumns, toAccount, type Account } from '../account.ts';

/** @param after id of the last one of the portion before */
export async function staffAfter(app: App, after: string | undefined, limit: number): Promise<Account[]> {
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('kind', '=', 'staff')
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  return rows.map(toAccount);
}
