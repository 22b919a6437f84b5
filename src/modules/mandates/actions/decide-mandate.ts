// Accepts, declines, revokes or gives back a mandate: once, by the side that may.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { mandateOf } from '../queries/mandates.ts';
import { requireNoParent } from '../queries/parents.ts';
import { actionsOf, standingOf, stateAfter, type MandateAction } from '../rules.ts';

const eventOf: Record<MandateAction, string> = {
  accept: 'mandate.accepted',
  decline: 'mandate.declined',
  revoke: 'mandate.revoked',
  resign: 'mandate.resigned',
};

/**
 * @throws Fault NOT_FOUND for anyone else's, MANDATE_STATE_CHANGED when it can't be done (any more), MANDATE_TO_PARENT where
 *   a parent accepts a mandate of their child, REPRESENTATION_UNCONFIRMED
 */
export async function decideMandate(
  app: App,
  actor: PersonActor,
  id: string,
  action: MandateAction,
): Promise<void> {
  if (action === 'accept') await requireOther(app, actor, id);
  await transact(app, actor, async (tx) => {
    const found = await mandateOf(tx.db, actor, id, true);
    if (!found) throw new Fault('NOT_FOUND');
    const { mandate, side } = found;
    const state = stateAfter[action];
    if (!actionsOf(standingOf(mandate, app.clock.today()), side).includes(action)) {
      // A double click: it is as it was wanted.
      const done = mandate.state === state && (action !== 'accept' || mandate.mandataryId === actor.id);
      if (done) return tx.ownData();
      throw new Fault('MANDATE_STATE_CHANGED');
    }
    const now = app.clock.now();
    const answer = action === 'accept' || action === 'decline';
    await tx.db
      .updateTable('mandates.mandate')
      .set({
        state,
        ...(answer ? { answered_at: now } : { ended_at: now }),
        ...(action === 'resign' ? { end_reason: 'resigned' } : {}),
        ...(action === 'accept'
          ? { mandatary_id: actor.id, mandatary_name: mandate.mandataryName ?? actor.name }
          : {}),
      })
      .where('id', '=', id)
      .execute();
    await tx.recordAccess({
      kind: 'change',
      subject: mandate.giverId,
      fields: ['mandate'],
      purpose: 'mandate',
    });
    await tx.emit({ type: eventOf[action], subject: id, data: { giver: mandate.giverId, by: actor.id } });
  });
}

/** A parent may have another address than the one to which it was offered. */
async function requireOther(app: App, actor: PersonActor, id: string): Promise<void> {
  const found = await ownData(app, actor, (db) => mandateOf(db, actor, id));
  const { registerId } = actor;
  if (found?.side !== 'mandatary' || registerId === undefined) return;
  await requireNoParent(app, found.mandate.giverId, actor.id, ({ key }) => key === registerId);
}
