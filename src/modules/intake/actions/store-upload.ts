// Stores an uploaded file for its owner, after its content has said what it is and the virus scanner that it is clean.
import { sql } from 'kysely';
import type { ServiceDefinition, UploadedFile } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { examineFile } from '../../../kernel/files/examine-file.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { scanIncoming } from '../../../kernel/files/scan-incoming.ts';
import { storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile as PostedFile } from '../../../kernel/http/route.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { lockDraft } from '../queries/draft.ts';
import { draftLimits, programLimits, type UploadLimits } from '../upload-limits.ts';
import type { Holder } from '../visitor.ts';

/** The draft that the file is for. */
export interface UploadPlace {
  draft: { id: string };
  definition: ServiceDefinition;
}

/**
 * Without a scanner, or while it is away, the file is kept as `unscanned`; `scanUploads` does it later.
 * @param place absent: a program's file, which a submission will name
 * @throws Fault FILE_TYPE_REFUSED, IMAGE_TOO_LARGE, FILE_INFECTED, FILE_EMPTY, BODY_TOO_LARGE, DRAFT_FILES_EXCEEDED,
 *   UPLOADS_EXCEEDED, DRAFT_GONE; nothing is stored then
 */
export async function storeUpload(
  app: App,
  by: Holder | StaffActor,
  file: Pick<PostedFile, 'name' | 'content' | 'fault'>,
  place?: UploadPlace,
): Promise<UploadedFile> {
  if (file.fault === 'too-large') throw new Fault('BODY_TOO_LARGE');
  if (file.fault === 'empty') throw new Fault('FILE_EMPTY');
  const { content } = file;
  const { type, activeContent } = await examineFile(content);
  const scan = await scanIncoming(app, by, content, type);
  const name = safeFileName(file.name, type);
  return transact(app, by, async (tx) => {
    const ownerId = place
      ? await ownerWithRoom(tx, by, place, content.size)
      : await programWithRoom(tx, by, content.size);
    const stored = await storeContent(tx.db, app.clock, { name, type, content, scan, activeContent });
    await tx.db
      .insertInto('intake.upload')
      .values({
        file_id: stored.id,
        owner_id: ownerId,
        draft_id: place?.draft.id ?? null,
        name,
        type,
        size: stored.size,
        created_at: app.clock.now(),
      })
      .execute();
    return { id: stored.id, name, type, size: stored.size };
  });
}

/**
 * The draft's owner; null: a visitor's. Locks the draft, so that uploads at the same time count each other, and none outlives a draft that
 * is discarded.
 */
async function ownerWithRoom(
  tx: Transaction,
  by: Holder | StaffActor,
  { draft, definition }: UploadPlace,
  size: number,
): Promise<string | null> {
  const locked = await lockDraft(tx, by, draft.id);
  if (!locked || locked.submittedRef !== null) throw new Fault('DRAFT_GONE');
  const limits = draftLimits(tx.app, definition, by);
  const waiting = await tx.db
    .selectFrom('intake.upload')
    .select(({ fn }) => [fn.countAll<string>().as('files'), fn.sum<string>('size').as('bytes')])
    .where('draft_id', '=', draft.id)
    .executeTakeFirstOrThrow();
  if (exceeds(limits, waiting, size)) throw new Fault('DRAFT_FILES_EXCEEDED', { ...limits });
  return locked.ownerId;
}

async function programWithRoom(tx: Transaction, by: Holder | StaffActor, size: number): Promise<string> {
  if (by.kind !== 'person') throw new Fault('FORBIDDEN');
  const ownerId = by.id;
  tx.ownData();
  // Uploads of one account at the same time wait for each other, so that they count each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${ownerId}`}, 0))`.execute(tx.db);
  const waiting = await tx.db
    .selectFrom('intake.upload')
    .select(({ fn }) => [fn.countAll<string>().as('files'), fn.sum<string>('size').as('bytes')])
    .where('owner_id', '=', ownerId)
    .where('draft_id', 'is', null)
    .executeTakeFirstOrThrow();
  if (exceeds(programLimits, waiting, size)) throw new Fault('UPLOADS_EXCEEDED');
  return ownerId;
}

function exceeds(
  { files, megabytes }: UploadLimits,
  waiting: { files: string; bytes: string | null },
  size: number,
): boolean {
  return Number(waiting.files) >= files || Number(waiting.bytes ?? 0) + size > megabytes * 1_048_576;
}
