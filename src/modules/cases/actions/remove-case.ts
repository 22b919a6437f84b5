// Removes a case with all that belongs to it, when its time is over; letters leave the print runs, too.
import type { RemovedCase } from '../../../kernel/module.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it and has locked the case. */
export async function removeCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  const rows: Record<string, number> = {};
  const letters = await db
    .deleteFrom('cases.postal_letter')
    .where('document_id', 'in', (eb) =>
      eb.selectFrom('cases.document').select('id').where('case_ref', '=', ref),
    )
    .returning('run_id')
    .execute();
  rows['cases.postal_letter'] = letters.length;
  const runFiles = await closeRuns(db, [...new Set(letters.map(({ run_id: run }) => run))]);
  const documents = await db
    .deleteFrom('cases.document')
    .where('case_ref', '=', ref)
    .returning('file_id')
    .execute();
  const evidence = await db
    .deleteFrom('cases.evidence')
    .where('case_ref', '=', ref)
    .returning('file_id')
    .execute();
  rows['cases.document'] = documents.length;
  rows['cases.evidence'] = evidence.length;
  rows['cases.appeal'] = await removeAppeals(db, ref);
  const others = ['cases.corrected_value', 'cases.signature', 'cases.clock', 'cases.history_entry'] as const;
  for (const table of others) {
    const { numDeletedRows } = await db.deleteFrom(table).where('case_ref', '=', ref).executeTakeFirst();
    rows[table] = Number(numDeletedRows);
  }
  const { numDeletedRows } = await db.deleteFrom('cases.matter').where('ref', '=', ref).executeTakeFirst();
  rows['cases.matter'] = Number(numDeletedRows);
  const own = [...documents, ...evidence].flatMap(({ file_id: file }) => (file === null ? [] : [file]));
  const removed = await removeFiles(db, own);
  // The merged sheets are of many people: they go, and are set anew without this letter when somebody opens them.
  await removeFiles(db, runFiles);
  return { rows, files: removed };
}

/** The case's own goes; those against it lose their decision, which is no more. */
async function removeAppeals(db: Transaction['db'], ref: string): Promise<number> {
  await db.updateTable('cases.appeal').set({ decision_ref: null }).where('decision_ref', '=', ref).execute();
  const { numDeletedRows } = await db
    .deleteFrom('cases.appeal')
    .where('appeal_ref', '=', ref)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Runs without letters go; of the others, the merged files. @returns ids of files that nothing names any more */
async function closeRuns(db: Transaction['db'], runs: string[]): Promise<string[]> {
  if (runs.length === 0) return [];
  const held = await db
    .selectFrom('cases.postal_run')
    .select(['file_id', 'manifest_id'])
    .where('id', 'in', runs)
    .forUpdate()
    .execute();
  await db
    .deleteFrom('cases.postal_run as run')
    .where('run.id', 'in', runs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cases.postal_letter as letter')
            .select('letter.document_id')
            .whereRef('letter.run_id', '=', 'run.id'),
        ),
      ),
    )
    .execute();
  await db
    .updateTable('cases.postal_run')
    .set({ file_id: null, manifest_id: null, pages: null })
    .where('id', 'in', runs)
    .execute();
  return held.flatMap(({ file_id: file, manifest_id: list }) => [file, list].filter((each) => each !== null));
}
