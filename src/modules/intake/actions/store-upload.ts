// Stores an uploaded file for its owner, after its content has said what it is and the virus scanner that it is clean.
import type { UploadedFile } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { piecesOf, type Content } from '../../../kernel/files/content.ts';
import { examineFile } from '../../../kernel/files/examine-file.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { ScannerUnavailable, scanPieces } from '../../../kernel/files/scan-file.ts';
import { storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile as PostedFile } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';

/**
 * Without a scanner, or while it is away, the file is kept as `unscanned`; `scanUploads` does it later.
 * @throws Fault FILE_TYPE_REFUSED, IMAGE_TOO_LARGE, FILE_INFECTED, FILE_EMPTY, BODY_TOO_LARGE; nothing is stored then
 */
export async function storeUpload(
  app: App,
  actor: PersonActor,
  file: Pick<PostedFile, 'name' | 'content' | 'fault'>,
  draftId: string | null,
): Promise<UploadedFile> {
  if (file.fault === 'too-large') throw new Fault('BODY_TOO_LARGE');
  if (file.fault === 'empty') throw new Fault('FILE_EMPTY');
  const { content } = file;
  const { type, activeContent } = await examineFile(content);
  const scan = await scanned(app, actor, content, type);
  const name = safeFileName(file.name, type);
  return transact(app, actor, async (tx) => {
    const stored = await storeContent(tx.db, app.clock, { name, type, content, scan, activeContent });
    await tx.db
      .insertInto('intake.upload')
      .values({
        file_id: stored.id,
        owner_id: actor.id,
        draft_id: draftId,
        name,
        type,
        size: stored.size,
        created_at: app.clock.now(),
      })
      .execute();
    return { id: stored.id, name, type, size: stored.size };
  });
}

/** @throws Fault FILE_INFECTED, which is recorded as an event */
async function scanned(
  app: App,
  actor: PersonActor,
  content: Content,
  type: string,
): Promise<'clean' | 'unscanned'> {
  if (app.config.clamavUrl === undefined) return 'unscanned';
  try {
    const verdict = await scanPieces(app.config.clamavUrl, piecesOf(content));
    if (verdict.clean) return 'clean';
    const sha256 = content.sha256.toString('hex');
    await transact(app, actor, (tx) =>
      tx.emit({
        type: 'upload.infected',
        subject: sha256,
        data: { signature: verdict.signature, type, size: content.size, stored: false },
      }),
    );
    throw new Fault('FILE_INFECTED');
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    app.log.warn(`The virus scanner did not examine an upload, which is kept as unscanned: ${error.message}`);
    return 'unscanned';
  }
}
