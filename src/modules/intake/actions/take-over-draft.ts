// Takes over what the person has begun by themselves into the clerk's draft; the person's own stays as it is.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { draftsOf, lockOwned } from '../queries/draft.ts';
import { isAnswered } from '../queries/typed-instead.ts';

/** What the clerk has typed already counts more. Logged for the person. @throws Fault DRAFT_GONE, FORBIDDEN for someone not identified */
export async function takeOverDraft(app: App, clerk: StaffActor, draftId: string): Promise<void> {
  await transact(app, clerk, async (tx) => {
    const draft = await lockOwned(tx, clerk, draftId);
    if (!draft || draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
    if (draft.identification === 'none') throw new Fault('FORBIDDEN');
    const own = (await draftsOf(tx.db, app.clock.now(), draft.ownerId)).find(
      (each) => each.serviceId === draft.serviceId && each.serviceVersion === draft.serviceVersion,
    );
    if (!own) return;
    await tx.db
      .updateTable('intake.draft')
      .set({
        answers: JSON.stringify({ ...own.answers, ...answered(draft.answers) }),
        corrected: [...new Set([...own.corrected, ...draft.corrected])],
        revision: draft.revision + 1,
        updated_at: app.clock.now(),
      })
      .where('id', '=', draft.id)
      .execute();
    await tx.recordAccess({
      kind: 'read',
      subject: draft.ownerId,
      fields: ['answers'],
      purpose: `prefill|${draft.serviceId}`,
    });
  });
}

/** Without fields that were shown and left empty: they must not hide what the person has said. */
function answered(answers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => isAnswered(value)));
}
