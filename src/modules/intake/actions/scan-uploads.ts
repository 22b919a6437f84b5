// Scans the uploads that came while the virus scanner was away or before there was one; runs again and again, and may run twice.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { filesToScan, markScanned } from '../../../kernel/files/scan-state.ts';
import { ScannerUnavailable, scanPieces } from '../../../kernel/files/scan-file.ts';
import { partsOf, type StoredFile } from '../../../kernel/files/store-file.ts';
import { transact } from '../../../kernel/transaction.ts';

/** Does nothing without a scanner. While it is away everything stays as it is until the next run. */
export async function scanUploads(app: App): Promise<void> {
  const scanner = app.config.clamavUrl;
  if (scanner === undefined) return;
  for (const file of await impersonal(app, 'show-nobody', filesToScan)) {
    try {
      const verdict = await scanPieces(scanner, partsOf(app.db, file.id, file.size));
      await record(app, file, verdict.clean ? undefined : verdict.signature);
    } catch (error) {
      if (!(error instanceof ScannerUnavailable)) {
        // Removed meanwhile with its draft, most likely; if not, it is tried again.
        app.log.warn(error, `The file ${file.id} could not be scanned`);
        continue;
      }
      app.log.warn(`The virus scanner did not examine the file ${file.id}: ${error.message}`);
      // One that the scanner refuses must not keep the others waiting.
      if (!error.answered) return;
    }
  }
}

/** An infected file is kept, because it may be part of a case; nobody can open it any more. */
async function record(app: App, file: StoredFile, signature: string | undefined): Promise<void> {
  await transact(app, { kind: 'programme', task: 'scan-uploads' }, async (tx) => {
    tx.impersonal('show-nobody');
    const changed = await markScanned(tx.db, file.id, signature === undefined ? 'clean' : 'infected');
    if (changed && signature !== undefined)
      await tx.emit({
        type: 'upload.infected',
        subject: file.id,
        data: { signature, type: file.type, size: file.size, stored: true },
      });
  });
}
