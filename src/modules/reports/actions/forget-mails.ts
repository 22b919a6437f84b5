// reports.forget-mails: whoever has become nobody is in no kept mail about the report either; their address stands in each.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

/** Not in the transaction of the wish itself: looking through all mails takes a while. Mails to the unit stay. */
export async function forgetMails(app: App, payload: Record<string, unknown>): Promise<void> {
  await impersonal(app, 'expire', (db) =>
    db
      .deleteFrom('kernel.mail')
      .where('key', 'like', `report/${String(payload['subject'])}/%`)
      .where('kind', 'in', ['report', 'address'])
      .execute(),
  );
}
