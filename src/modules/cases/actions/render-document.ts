// Makes the PDF of a document from its model, once; whoever comes first (the job or a reader) stores it.
import type { App } from '../../../kernel/app.ts';
import { readFileBytes, storeFile } from '../../../kernel/files/store-file.ts';
import { renderLetter, type LetterModel } from '../../../kernel/pdf/render-letter.ts';
import { transact } from '../../../kernel/transaction.ts';

/** Bytes of the document's PDF; undefined when there is no such document. */
export async function renderDocument(
  app: App,
  id: string,
): Promise<{ bytes: Buffer; name: string } | undefined> {
  return transact(app, { kind: 'programme', task: 'render-document' }, async (tx) => {
    // Whoever is shown it logs that.
    tx.impersonal('show-nobody');
    const row = await tx.db
      .selectFrom('cases.document')
      .select(['id', 'title', 'model', 'file_id', 'case_ref'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return undefined;
    const name = `${row.title} ${row.case_ref}.pdf`;
    if (row.file_id !== null) {
      const file = await readFileBytes(tx.db, row.file_id);
      if (file) return { bytes: file.bytes, name };
    }
    const bytes = await renderLetter(row.model as unknown as LetterModel);
    const file = await storeFile(tx.db, app.clock, { name, type: 'application/pdf', bytes });
    await tx.db.updateTable('cases.document').set({ file_id: file.id }).where('id', '=', id).execute();
    return { bytes, name };
  });
}
