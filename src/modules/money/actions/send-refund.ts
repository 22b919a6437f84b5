// money.send-refund: has the payment service give back what two persons have approved, once, however often the job runs.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { notifyAddress, providerOf } from '../provider/adapter.ts';
import { billById } from '../queries/bills.ts';
import { isHeld, paymentById, reliefById } from '../queries/payments.ts';
import { bookOn } from './book-on.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.send-refund' };
/** In minutes. */
const pause = 10;

/** The key is the refund's: the service makes one of it. */
export async function sendRefund(app: App, id: string): Promise<void> {
  const provider = providerOf(app);
  const asked = await impersonal(app, 'show-nobody', async (db) => {
    const relief = await reliefById(db, id);
    const payment = relief?.paymentId ? await paymentById(db, relief.paymentId) : undefined;
    return relief?.state === 'approved' && !isHeld(relief) && payment?.providerId
      ? { relief, from: payment.providerId }
      : undefined;
  });
  if (!asked || !provider) return;
  const { amount, billId } = asked.relief;
  const answer = await provider.refund(id, asked.from, { reference: id, amount, notify: notifyAddress(app) });
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const bill = await billById(tx.db, billId, true);
    const relief = bill && (await reliefById(tx.db, id, true));
    if (!bill || relief?.state !== 'approved' || relief.paymentId === null || isHeld(relief)) return;
    const now = app.clock.now();
    const save = (values: Record<string, string | Date | null>) =>
      tx.db.updateTable('money.relief').set(values).where('id', '=', id).execute();
    const told = 'told' in answer ? answer.told : undefined;
    if (told?.state === 'done' && told.amount === relief.amount) {
      await bookOn(tx, bill, { kind: 'refunded', amount, from: 'provider' }, `relief/${id}/refunded`);
      await save({ state: 'done', done_at: now, order_id: told.id, next_ask: null });
      await tx.emit({ type: 'relief.done', subject: id, data: { kind: 'refund', case: bill.caseRef } });
      return;
    }
    if ('refused' in answer || told?.state === 'failed') {
      // The service can't (a card that has run out): somebody pays it out by the bank instead.
      await save({ payment_id: null, next_ask: null });
      await tx.emit({ type: 'relief.unsent', subject: id, data: { case: bill.caseRef } });
      return;
    }
    if (told?.state === 'done') {
      // Another amount: asking again changes nothing, so that somebody has to look at it.
      await save({ order_id: told.id, next_ask: null });
      await tx.emit({ type: 'relief.held', subject: id, data: { case: bill.caseRef } });
      return;
    }
    await save({
      next_ask: new Date(now.getTime() + pause * 60_000),
      ...(told ? { order_id: told.id } : {}),
    });
  });
}
