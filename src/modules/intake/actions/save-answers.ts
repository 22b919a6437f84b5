// Saves answers of one page into the draft: only that page's fields, so that another window's pages are not overwritten.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { lockDraft, type Draft } from '../queries/draft.ts';
import { draftExpiry } from './start-draft.ts';

export interface Change {
  /** Changes the answers in place. */
  answers: (answers: Record<string, unknown>) => void;
  /** Known values that the person has said are wrong. */
  corrected?: string[];
  /** The page was confirmed. */
  visited?: string;
}

/** @throws Fault DRAFT_GONE when the draft was discarded, has expired or was submitted */
export async function saveAnswers(
  app: App,
  actor: PersonActor,
  draftId: string,
  change: Change,
): Promise<Draft> {
  return transact(app, actor, async (tx) => {
    const draft = await lockDraft(tx, actor, draftId);
    if (!draft || draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
    change.answers(draft.answers);
    draft.corrected = [...new Set([...draft.corrected, ...(change.corrected ?? [])])];
    if (change.visited !== undefined) draft.visited = [...new Set([...draft.visited, change.visited])];
    draft.expiresAt = draftExpiry(app);
    await tx.db
      .updateTable('intake.draft')
      .set(({ eb }) => ({
        answers: JSON.stringify(draft.answers),
        corrected: draft.corrected,
        visited: draft.visited,
        revision: eb('revision', '+', 1),
        updated_at: app.clock.now(),
        expires_at: draft.expiresAt,
      }))
      .where('id', '=', draft.id)
      .execute();
    return draft;
  });
}
