// Saves answers of one page into the draft: only that page's fields, so that another window's pages are not overwritten.
import type { UploadedFile } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { filesIn } from '../queries/files-in.ts';
import { lockDraft, type Draft } from '../queries/draft.ts';
import { draftExpiry } from '../retention.ts';
import type { Holder } from '../visitor.ts';
import { removeUploads } from './discard-draft.ts';

export interface Change {
  /** Changes the answers in place. */
  answers: (answers: Record<string, unknown>) => void;
  /** Known values that the person has said are wrong. */
  corrected?: string[];
  /** The page was confirmed. */
  visited?: string;
  /** The revision that the page showed; another one means that another window was faster. */
  revision?: number;
  /** The scan of the paper form that is entered. */
  scan?: UploadedFile;
}

/** @throws Fault DRAFT_GONE when the draft was discarded, has expired or was submitted; REVISION_CONFLICT */
export async function saveAnswers(
  app: App,
  holder: Holder | StaffActor,
  draftId: string,
  change: Change,
): Promise<Draft> {
  return transact(app, holder, async (tx) => {
    const draft = await lockDraft(tx, holder, draftId);
    if (!draft || draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
    if (change.revision !== undefined && change.revision !== draft.revision)
      throw new Fault('REVISION_CONFLICT');
    const before = [...fileIds(draft.answers), ...(change.scan && draft.scan ? [draft.scan.id] : [])];
    change.answers(draft.answers);
    const after = fileIds(draft.answers);
    await removeUploads(
      tx,
      draft.id,
      before.filter((id) => !after.includes(id)),
    );
    draft.corrected = [...new Set([...draft.corrected, ...(change.corrected ?? [])])];
    if (change.visited !== undefined) draft.visited = [...new Set([...draft.visited, change.visited])];
    draft.expiresAt = draftExpiry(app, holder.kind === 'anonymous' ? 'visitor' : 'account');
    draft.revision += 1;
    await tx.db
      .updateTable('intake.draft')
      .set({
        answers: JSON.stringify(draft.answers),
        corrected: draft.corrected,
        visited: draft.visited,
        revision: draft.revision,
        updated_at: app.clock.now(),
        expires_at: draft.expiresAt,
        announced_at: null,
        ...(change.scan ? { scan: JSON.stringify(change.scan) } : {}),
      })
      .where('id', '=', draft.id)
      .execute();
    return draft;
  });
}

const fileIds = (answers: Record<string, unknown>) => filesIn(answers).map(({ file }) => file.id);
