// Opens one case to a member of staff in an emergency, with a reason; and ends it. Who is concerned reads it, who oversees hears it.
import { dataClasses } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { beginEmergency, endEmergency, standingIn } from '../../policy/index.ts';
import { purposeOf } from '../legal-basis.ts';
import { loadMatter } from '../queries/load-matter.ts';

/** `needless`: they may see all of it anyway, nothing was opened. `unknown`: there is no such case; the try is kept. */
export type EmergencyResult = 'open' | 'needless' | 'unknown';

/**
 * Asking again while one is open gives the same one, and no more time.
 * @param ref as references look (`isReference`)
 * @param reason checked by the caller for its length
 * @throws Fault FORBIDDEN, EMERGENCY_EXCEEDED (429), EMERGENCY_CLOCK (409)
 */
export async function openEmergency(
  app: App,
  actor: StaffActor,
  { ref, reason }: { ref: string; reason: string },
): Promise<EmergencyResult> {
  return transact(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref);
    if (!matter) {
      await beginEmergency(tx, actor, { ref, subjectId: undefined, reason });
      tx.ownData();
      return 'unknown';
    }
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const standing = await standingIn(app, tx.db, actor, matter, definition);
    const answers = [standing.state('see'), ...dataClasses.map((each) => standing.may('see', each))];
    if (answers.every(({ allowed, purpose }) => allowed && purpose === 'case-handling')) {
      await tx.recordAccess();
      return 'needless';
    }
    await beginEmergency(tx, actor, { ref, subjectId: matter.ownerId, reason });
    await tx.recordAccess({
      kind: 'read',
      subject: matter.ownerId,
      fields: ['caseState'],
      ...purposeOf(definition, 'emergency'),
      caseRef: ref,
    });
    return 'open';
  });
}

/** Ends one of the actor's own; one that has ended stays as it is. @throws Fault NOT_FOUND for those of others */
export async function endOwnEmergency(app: App, actor: StaffActor, id: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    const ended = await endEmergency(tx, actor, id, 'self');
    if (!ended) throw new Fault('NOT_FOUND');
    tx.ownData();
  });
}
