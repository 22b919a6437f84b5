// Discards a draft and its uploads; also what the cleaning does to drafts that nobody went on with.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { sampleOwner } from './seed-samples.ts';
import { lockDraft } from '../queries/draft.ts';
import type { Holder } from '../visitor.ts';

/** Removes files of a draft, what somebody has taken away from it; those of other drafts with the same answers stay. */
export async function removeUploads(tx: Transaction, draftId: string, fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await removeFiles(
    tx,
    await tx.db
      .deleteFrom('intake.upload')
      .where('draft_id', '=', draftId)
      .where('file_id', 'in', fileIds)
      .returning('file_id')
      .execute(),
  );
}

async function removeFiles(tx: Transaction, uploads: { file_id: string }[]): Promise<void> {
  if (uploads.length === 0) return;
  await tx.db
    .deleteFrom('kernel.file')
    .where(
      'id',
      'in',
      uploads.map((each) => each.file_id),
    )
    .execute();
}

/** All files of these drafts or prepared submissions. */
export async function removeUploadsOf(tx: Transaction, ids: string[]): Promise<void> {
  await removeFiles(
    tx,
    await tx.db.deleteFrom('intake.upload').where('draft_id', 'in', ids).returning('file_id').execute(),
  );
}

export async function removeDrafts(tx: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await removeUploadsOf(tx, ids);
  await tx.db.deleteFrom('intake.draft').where('id', 'in', ids).execute();
}

/** Does nothing when it is gone already. */
export async function discardDraft(app: App, holder: Holder | StaffActor, id: string): Promise<void> {
  await transact(app, holder, async (tx) => {
    const draft = await lockDraft(tx, holder, id);
    if (draft && draft.submittedRef === null) await removeDrafts(tx, [id]);
  });
}

const batchSize = 100;

/** Removes expired drafts, also those that became a case, and uploads of programs that were never submitted. */
export async function removeExpiredDrafts(app: App): Promise<void> {
  while ((await removeSome(app)) === batchSize);
}

/** A hundred at a time: locks are short, however many are over. */
async function removeSome(app: App): Promise<number> {
  return transact(app, { kind: 'programme', task: 'remove-expired-drafts' }, async (tx) => {
    tx.impersonal('expire');
    const rows = await tx.db
      .selectFrom('intake.draft')
      .select('id')
      .where('expires_at', '<=', app.clock.now())
      .limit(batchSize)
      .forUpdate()
      .skipLocked()
      .execute();
    await removeDrafts(
      tx,
      rows.map((row) => row.id),
    );
    const old = await tx.db
      .deleteFrom('intake.upload')
      .where('draft_id', 'is', null)
      .where('owner_id', '!=', sampleOwner)
      .where('created_at', '<', sql<Date>`${app.clock.now()}::timestamptz - interval '2 days'`)
      .returning('file_id')
      .execute();
    await removeFiles(tx, old);
    return rows.length;
  });
}
