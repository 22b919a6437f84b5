// Makes the PDF and the manifest of a print run, once; whoever comes first (the job or a reader) stores them.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import type { LetterModel } from '../../../kernel/pdf/render-letter.ts';
import { transact } from '../../../kernel/transaction.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { caseTexts } from '../case-texts.ts';
import { renderAddressSheets } from '../post/address-sheets.ts';
import { postalManifest } from '../post/manifest.ts';
import { mergeLetters, pageCounts } from '../post/merge-letters.ts';
import { renderDocument } from './render-document.ts';

/** Does nothing for an unknown run or one that is made already. */
export async function renderPostalRun(app: App, id: string): Promise<void> {
  const run = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('cases.postal_run')
      .select(['unit', 'day', 'number', 'file_id'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (!run || run.file_id !== null) return;
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('cases.postal_letter as letter')
      .innerJoin('cases.document as document', 'document.id', 'letter.document_id')
      .select(['letter.position', 'document.id', 'document.case_ref', 'document.model', 'document.language'])
      .where('letter.run_id', '=', id)
      .orderBy('letter.position')
      .execute(),
  );
  const letters: Buffer[] = [];
  for (const row of rows) {
    const document = await renderDocument(app, row.id);
    if (!document) throw new Error(`The document ${row.id} of the run ${id} is missing`);
    letters.push(document.bytes);
  }
  const models = rows.map((row) => row.model as unknown as LetterModel);
  const counts = await pageCounts(letters);
  const title = `${run.day} ${run.number}`;
  const sheets = await renderAddressSheets({
    title,
    language: 'de',
    canton: app.canton.name.de,
    unit: unitName(app, run.unit, 'de'),
    address: unitOf(app, run.unit)?.address ?? '',
    sheets: rows.map((row, index) => ({
      recipient: models[index]?.recipient ?? [],
      language: row.language,
      ref: row.case_ref,
      count: caseTexts('de')('post.sheet', {
        run: title,
        position: row.position,
        of: rows.length,
        pages: counts[index] ?? 0,
      }),
    })),
  });
  const { pdf, ranges } = await mergeLetters(title, sheets, letters);
  const manifest = postalManifest(
    rows.map((row, index) => ({
      position: row.position,
      ref: row.case_ref,
      documentId: row.id,
      recipient: models[index]?.recipient ?? [],
      ...(ranges[index] ?? { pages: 0, first: 0, last: 0 }),
    })),
  );
  await transact(app, { kind: 'programme', task: 'render-postal-run' }, async (tx) => {
    tx.impersonal('show-nobody');
    const still = await tx.db
      .selectFrom('cases.postal_run')
      .select('file_id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!still || still.file_id !== null) return;
    const name = `${run.day}-${run.number}`;
    const store = (ending: string, type: string, bytes: Buffer) =>
      storeFile(tx.db, app.clock, { name: `${name}.${ending}`, type, bytes });
    const file = await store('pdf', 'application/pdf', pdf);
    const list = await store('csv', 'text/csv', Buffer.from(manifest));
    await tx.db
      .updateTable('cases.postal_run')
      .set({ file_id: file.id, manifest_id: list.id, pages: ranges.at(-1)?.last ?? 0 })
      .where('id', '=', id)
      .execute();
  });
}
