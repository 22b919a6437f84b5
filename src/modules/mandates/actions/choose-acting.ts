// Chooses for whom a session acts from now on: oneself, or somebody who has given a mandate that holds today.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { actInSession } from '../../identity/index.ts';
import { mandateOf } from '../queries/mandates.ts';
import { standingOf } from '../rules.ts';

/**
 * @param mandateId undefined: for oneself, which is always possible
 * @throws Fault NOT_FOUND for anyone else's mandate, MANDATE_LAPSED for one that does not hold today
 */
export async function chooseActing(
  app: App,
  actor: PersonActor,
  sessionId: string,
  mandateId: string | undefined,
): Promise<void> {
  // The wish comes from who is signed in, also while they act for somebody whose mandate holds no more.
  const { acting, ...self } = actor;
  const own: PersonActor = acting ? { ...self, registerId: undefined, ...acting.by } : self;
  await transact(app, own, async (tx) => {
    tx.ownData();
    if (mandateId === undefined) return actInSession(tx, sessionId, null);
    const found = await mandateOf(tx.db, own, mandateId);
    if (found?.side !== 'mandatary') throw new Fault('NOT_FOUND');
    if (standingOf(found.mandate, app.clock.today()) !== 'running') throw new Fault('MANDATE_LAPSED');
    await actInSession(tx, sessionId, mandateId);
  });
}
