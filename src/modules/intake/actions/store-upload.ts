// Stores an uploaded file for its owner, after its content has said what it is.
import type { UploadedFile } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { detectType } from '../../../kernel/files/detect-type.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import type { UploadedFile as PostedFile } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';

/** @throws Fault FILE_TYPE_REFUSED when the content is neither PDF nor a picture, FILE_EMPTY, BODY_TOO_LARGE */
export async function storeUpload(
  app: App,
  actor: PersonActor,
  file: Pick<PostedFile, 'name' | 'bytes' | 'fault'>,
  draftId: string | null,
): Promise<UploadedFile> {
  if (file.fault === 'too-large') throw new Fault('BODY_TOO_LARGE');
  if (file.fault === 'empty') throw new Fault('FILE_EMPTY');
  const detected = detectType(file.bytes);
  if (!detected) throw new Fault('FILE_TYPE_REFUSED');
  const name = safeFileName(file.name, detected.type);
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
