// The unit that keeps the register decides: accepted, a job has the register changed; refused, the person reads why.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isConcerned } from '../../policy/index.ts';
import { decideCorrection as mayDecide } from '../permissions.ts';
import { requestById } from '../queries/requests.ts';

export interface CorrectionDecision {
  id: string;
  accept: boolean;
  /** Needed to refuse (right to be heard, Art. 29 para. 2 BV, SR 101). */
  reason: string;
}

/** @throws Fault NOT_FOUND, OWN_MATTER, CORRECTION_DECIDED, CORRECTION_WITHDRAWN */
export async function decideCorrection(
  app: App,
  actor: StaffActor,
  { id, accept, reason }: CorrectionDecision,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const request = await requestById(tx.db, id, true);
    if (!request || !mayDecide.allows(actor, { app, unit: request.unit }, app)) throw new Fault('NOT_FOUND');
    if (await isConcerned(tx.db, actor, [request.accountId])) throw new Fault('OWN_MATTER');
    if (request.state === 'withdrawn') throw new Fault('CORRECTION_WITHDRAWN');
    if (request.state !== 'open') throw new Fault('CORRECTION_DECIDED');
    await tx.db
      .updateTable('corrections.request')
      .set({
        state: accept ? 'accepted' : 'refused',
        decided_at: app.clock.now(),
        decided_by: actor.id,
        reason: reason === '' ? null : reason,
        stale: false,
      })
      .where('id', '=', id)
      .execute();
    await tx.recordAccess({
      kind: 'change',
      subject: request.accountId,
      fields: ['correction'],
      purpose: 'correction',
    });
    await tx.emit({ type: accept ? 'correction.accepted' : 'correction.refused', subject: id, data: {} });
  });
}
