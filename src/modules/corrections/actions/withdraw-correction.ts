// Whoever has asked for a correction takes it back; afterwards they may ask anew.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requestById } from '../queries/requests.ts';

/**
 * Only while nobody has decided: after that the register is being told. Twice is once.
 * @throws Fault NOT_FOUND for what somebody else has asked, CORRECTION_DECIDED
 */
export async function withdrawCorrection(app: App, actor: PersonActor, id: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const request = await requestById(tx.db, id, true);
    if (request?.accountId !== actor.id) throw new Fault('NOT_FOUND');
    if (request.state === 'withdrawn') return;
    if (request.state !== 'open') throw new Fault('CORRECTION_DECIDED');
    await tx.db
      .updateTable('corrections.request')
      .set({ state: 'withdrawn', withdrawn_at: app.clock.now() })
      .where('id', '=', id)
      .execute();
    await tx.emit({ type: 'correction.withdrawn', subject: id, data: {} });
  });
}
