// Sample files of the demonstration: the files that worked examples refer to exist, so that every example can be submitted as it is.
import type { UploadedFile } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { detectType } from '../../../kernel/files/detect-type.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { renderNote } from '../../../kernel/pdf/render-note.ts';
import { transact } from '../../../kernel/transaction.ts';
import { examplesOf, services } from '../../catalogue/index.ts';
import { filesIn } from '../queries/files-in.ts';

/** Owner of the samples: nobody. Anyone may hand them in, in demonstrations only. */
export const sampleOwner = '00000000-0000-0000-0000-000000000000';

/** One white pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

/** Idempotent: a sample that exists stays. */
export async function seedSamples(app: App): Promise<void> {
  const files = new Map<string, UploadedFile>();
  for (const definition of services(app)) {
    for (const example of examplesOf(app, definition.id)) {
      for (const { file } of filesIn(example.answers as Record<string, unknown>)) {
        const other = files.get(file.id);
        if (other && (other.type !== file.type || other.name !== file.name))
          throw new StartFault(`${definition.id}: the sample file ${file.id} is ${other.name}, too.`);
        files.set(file.id, file);
      }
    }
  }
  await transact(app, { kind: 'programme', task: 'seed' }, async (tx) => {
    tx.impersonal('demonstration');
    const known = await tx.db
      .selectFrom('intake.upload')
      .select('file_id')
      .where('owner_id', '=', sampleOwner)
      .execute();
    const there = new Set(known.map((row) => row.file_id));
    for (const file of files.values()) {
      if (there.has(file.id)) continue;
      const image = file.type.startsWith('image/');
      const bytes = image
        ? png
        : await renderNote(
            `Beispiel: ${file.name}`,
            'Dieses Dokument gehört zur Demonstration. Sein Inhalt ist erfunden.',
          );
      const type = detectType(bytes)?.type ?? 'application/pdf';
      const stored = await storeFile(tx.db, app.clock, { id: file.id, name: file.name, type, bytes });
      await tx.db
        .insertInto('intake.upload')
        .values({
          file_id: stored.id,
          owner_id: sampleOwner,
          draft_id: null,
          name: file.name,
          type,
          size: stored.size,
          created_at: app.clock.now(),
        })
        .execute();
    }
  });
}
