// What was prepared and not sent goes on as a draft of the company: nothing typed is lost.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { draftExpiry } from '../retention.ts';
import { jointOf } from './find-joint.ts';

/**
 * By anybody who signs for the company: whoever prepared it may do so no longer.
 * @returns id of the service in whose form it goes on
 * @throws Fault NOT_FOUND, SIGNATURE_STATE_CHANGED, DRAFT_IN_THE_WAY where another form of the same service is under
 *   way: it is not overwritten
 */
export async function resumeJoint(app: App, actor: PersonActor, id: string): Promise<string> {
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const joint = await jointOf(tx, actor, id, true);
    if (!joint) throw new Fault('NOT_FOUND');
    if (joint.state === 'waiting' || joint.state === 'signed') throw new Fault('SIGNATURE_STATE_CHANGED');
    const now = app.clock.now();
    const draft = await tx.db
      .insertInto('intake.draft')
      .values({
        service_id: joint.serviceId,
        service_version: joint.serviceVersion,
        owner_id: actor.id,
        language: joint.language,
        answers: JSON.stringify(joint.answers),
        known: JSON.stringify(joint.known),
        silent: joint.silent,
        corrected: joint.corrected,
        visited: joint.visited,
        created_at: now,
        updated_at: now,
        expires_at: draftExpiry(app),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!draft) throw new Fault('DRAFT_IN_THE_WAY');
    await tx.db.updateTable('intake.upload').set({ draft_id: draft.id }).where('draft_id', '=', id).execute();
    // The program's key sends anew.
    await tx.db.deleteFrom('intake.submission').where('joint_id', '=', id).execute();
    await tx.db.deleteFrom('intake.joint_submission').where('id', '=', id).execute();
    return joint.serviceId;
  });
}
