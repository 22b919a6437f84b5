// The archive confirms that a package has arrived whole: only then its cases can be taken over.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';

/**
 * Confirming it twice changes nothing. A case that is in a newer package waits for that one.
 * @param digest SHA-256 of the package, which the archivist has compared
 * @throws Fault ENDING_CHANGED where no case that is offered is in it
 */
export async function receivePackage(app: App, actor: StaffActor, digest: Buffer): Promise<void> {
  await transact(app, actor, async (tx) => {
    const received = await tx.db
      .updateTable('archive.ending')
      .set((eb) => ({ received_at: eb.fn.coalesce('received_at', eb.val(app.clock.now())) }))
      .where('package_digest', '=', digest)
      .where('state', '=', 'offered')
      .returning(['case_ref', 'owner_id', 'service_id'])
      .execute();
    if (received.length === 0) throw new Fault('ENDING_CHANGED');
    await tx.recordAccess(
      ...received.map((each) => ({
        kind: 'change' as const,
        subject: each.owner_id,
        fields: ['history'],
        purpose: `archive|${each.service_id}`,
        caseRef: each.case_ref,
      })),
    );
  });
}
