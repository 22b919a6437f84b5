// The archive takes cases over, or declines them: all of a choice or none.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';

/** Reasons by decision; a list and no free text, because the protocol keeps them for ever. */
export const reasons = {
  taken: ['lasting', 'sample'],
  declined: ['no-value', 'sampled', 'elsewhere'],
} as const;
export type Decision = keyof typeof reasons;

/** @throws Fault ENDING_CHANGED when one is decided already, or is taken over and the archive has not confirmed that it has its package */
export async function decideOffers(
  app: App,
  actor: StaffActor,
  refs: readonly string[],
  decision: Decision,
  reason: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    let update = tx.db
      .updateTable('archive.ending')
      .set({ state: decision, decided_at: app.clock.now(), decided_by: actor.id, reason })
      .where('case_ref', 'in', ['', ...refs])
      .where('state', '=', 'offered');
    if (decision === 'taken') update = update.where('received_at', 'is not', null);
    const decided = await update.returning(['case_ref', 'owner_id', 'service_id']).execute();
    if (decided.length === 0 || decided.length !== new Set(refs).size) throw new Fault('ENDING_CHANGED');
    await tx.recordAccess(
      ...decided.map((each) => ({
        kind: 'change' as const,
        subject: each.owner_id,
        fields: ['history'],
        purpose: `archive|${each.service_id}`,
        caseRef: each.case_ref,
      })),
    );
    for (const { case_ref: ref } of decided)
      await tx.emit({ type: 'case.appraised', subject: ref, data: { decision } });
  });
}
