// Stores an uploaded file for its owner, after its content has said what it is.
import type { UploadedFile } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { detectType } from '../../../kernel/files/detect-type.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import { transact } from '../../../kernel/transaction.ts';

/** Names are shown and sent in headers: no path, no control or direction characters, at most 120 characters. */
export function safeFileName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return (clean === '' ? 'datei' : clean).slice(-120);
}

/** @throws Fault FILE_TYPE_REFUSED when the content is neither PDF nor a picture */
export async function storeUpload(
  app: App,
  actor: PersonActor,
  file: { name: string; bytes: Buffer },
  draftId: string | null,
): Promise<UploadedFile> {
  const detected = detectType(file.bytes);
  if (!detected) throw new Fault('FILE_TYPE_REFUSED');
  const name = safeFileName(file.name);
  return transact(app, actor, async (tx) => {
    const stored = await storeFile(tx.db, app.clock, { name, type: detected.type, bytes: file.bytes });
    await tx.db
      .insertInto('intake.upload')
      .values({
        file_id: stored.id,
        owner_id: actor.id,
        draft_id: draftId,
        name,
        type: detected.type,
        size: stored.size,
        created_at: app.clock.now(),
      })
      .execute();
    return { id: stored.id, name, type: detected.type, size: stored.size };
  });
}
