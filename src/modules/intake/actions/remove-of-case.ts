// Removes what intake still keeps of a case whose time is over: its draft, what two have signed, keys of programs, its paper form, lines of batches.
import type { RemovedCase } from '../../../kernel/module.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it. */
export async function removeOfCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  const rows: Record<string, number> = {};
  const uploads = await db
    .deleteFrom('intake.upload')
    .where('draft_id', 'in', (eb) =>
      eb.selectFrom('intake.draft').select('id').where('submitted_ref', '=', ref),
    )
    .returning('file_id')
    .execute();
  rows['intake.upload'] = uploads.length;
  const drafts = await db.deleteFrom('intake.draft').where('submitted_ref', '=', ref).executeTakeFirst();
  rows['intake.draft'] = Number(drafts.numDeletedRows);
  for (const table of [
    'intake.submission',
    'intake.joint_submission',
    'intake.paper_form',
    'intake.batch_line',
  ] as const) {
    const { numDeletedRows } = await db.deleteFrom(table).where('case_ref', '=', ref).executeTakeFirst();
    rows[table] = Number(numDeletedRows);
  }
  // Only uploads that the answers did not name: the others became evidence when the case was sent, and go with it.
  return {
    rows,
    files: await removeFiles(
      db,
      uploads.map(({ file_id: file }) => file),
    ),
  };
}
