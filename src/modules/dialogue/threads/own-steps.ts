// What people do besides writing: say that a deadline is met, and whether they want official letters here.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { loadThread } from './load-thread.ts';
import { isOwn } from './thread-sight.ts';
import { logOwn } from './write-message.ts';

/** @throws Fault NOT_FOUND */
export async function finishDeadline(
  app: App,
  actor: PersonActor,
  thread: string,
  message: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    await logOwn(tx, actor);
    const found = await loadThread(tx, thread, true);
    if (!found || !isOwn(actor, found)) throw new Fault('NOT_FOUND');
    await tx.db
      .updateTable('dialogue.message')
      .set({ deadline_done_at: app.clock.now() })
      .where('id', '=', message)
      .where('thread_id', '=', thread)
      .where('deadline', 'is not', null)
      .where('deadline_done_at', 'is', null)
      .execute();
  });
}

/** Safe to say twice; each time that it began and ended is kept. */
export async function chooseElectronicService(app: App, actor: PersonActor, wanted: boolean): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    if (wanted)
      await tx.db
        .insertInto('dialogue.electronic_service')
        .values({ account_id: actor.id, since: app.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await tx.db
        .updateTable('dialogue.electronic_service')
        .set({ ended_at: app.clock.now() })
        .where('account_id', '=', actor.id)
        .where('ended_at', 'is', null)
        .execute();
  });
}
