// money.forget-names: files of the bank hold names; two years on they go, and so do names in entries that belong to no bill. The ledger stays.
import type { App } from '../../../kernel/app.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import { transact } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.forget-names' };
const years = 2;
/** Files in a night. */
const most = 100;

/** Idempotent. What still waits to be checked keeps its name until it is settled: without it nobody could find whose it is. */
export async function forgetNames(app: App): Promise<void> {
  const before = new Date(app.clock.now());
  before.setUTCFullYear(before.getUTCFullYear() - years);
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    const old = await tx.db
      .selectFrom('money.statement')
      .select(['id', 'file_id'])
      .where('file_id', 'is not', null)
      .where('uploaded_at', '<', before)
      .orderBy('uploaded_at')
      .limit(most)
      .forUpdate()
      .execute();
    if (old.length === 0) return;
    const ids = old.map(({ id }) => id);
    await tx.db
      .updateTable('money.entry')
      .set({ payer: '', message: '', reference: '' })
      .where('statement_id', 'in', ids)
      .where('bill_id', 'is', null)
      .where('state', '<>', 'check')
      .execute();
    await tx.db.updateTable('money.statement').set({ file_id: null }).where('id', 'in', ids).execute();
    await removeFiles(
      tx.db,
      old.flatMap(({ file_id: file }) => (file === null ? [] : [file])),
    );
  });
}
