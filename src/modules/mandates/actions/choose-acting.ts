// Chooses for whom a session acts from now on: oneself, somebody who has given a mandate that holds today, or whom one represents by law.
import { lapsedCode } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { actInSession } from '../../identity/index.ts';
import { actorByLaw } from '../queries/acting-by-law.ts';
import { mandateOf, selfOf } from '../queries/mandates.ts';
import { standingOf } from '../rules.ts';

/**
 * @param id of a mandate or a representation; undefined: for oneself, which is always possible
 * @throws Fault NOT_FOUND for anyone else's, MANDATE_LAPSED, REPRESENTATION_ENDED, REPRESENTATION_UNCONFIRMED for one that
 *   does not hold today
 */
export async function chooseActing(
  app: App,
  actor: PersonActor,
  sessionId: string,
  id: string | undefined,
): Promise<void> {
  // The wish comes from who is signed in, also while they act for somebody whose mandate holds no more.
  const own = selfOf(actor);
  const byLaw = id !== undefined && isUuid(id) ? await actorByLaw(app, id, own) : undefined;
  await transact(app, own, async (tx) => {
    tx.ownData();
    if (id === undefined) return actInSession(tx, sessionId, null);
    if (byLaw?.acting) {
      if (byLaw.acting.lapsed) throw new Fault(lapsedCode(byLaw.acting));
      return actInSession(tx, sessionId, id);
    }
    const found = await mandateOf(tx.db, own, id);
    if (found?.side !== 'mandatary') throw new Fault('NOT_FOUND');
    if (standingOf(found.mandate, app.clock.today()) !== 'running') throw new Fault('MANDATE_LAPSED');
    await actInSession(tx, sessionId, id);
  });
}
