// The second pair of eyes: decides what somebody else has proposed. What the program has proposed, one checks and another one decides.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isConcerned } from '../../policy/index.ts';
import { handleMoney } from '../permissions.ts';
import { billById, type Bill } from '../queries/bills.ts';
import { isHeld, reliefById, type Relief } from '../queries/payments.ts';
import { bookOn } from './book-on.ts';

export type ReliefStep =
  /** Of what the program has proposed: the first pair of eyes. */
  | { do: 'check' }
  | { do: 'approve' }
  /** Of what a member of staff has proposed; what is owed can't be kept. */
  | { do: 'refuse'; note: string }
  /** The bank has paid it out, or the payment service has set its amount right: number of the order. */
  | { do: 'paid-out'; order: string };

/** @throws Fault NOT_FOUND, OWN_MATTER, RELIEF_SAME_PERSON, RELIEF_DECIDED, RELIEF_TOO_MUCH */
export async function decideRelief(app: App, actor: StaffActor, id: string, step: ReliefStep): Promise<void> {
  await transact(app, actor, async (tx) => {
    const before = await reliefById(tx.db, id);
    // The bill first, as everywhere.
    const bill = before && (await billById(tx.db, before.billId, true));
    const relief = bill && (await reliefById(tx.db, id, true));
    if (!relief || !handleMoney.allows(actor, undefined, app)) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    if (await isConcerned(tx.db, actor, [bill.accountId])) throw new Fault('OWN_MATTER');
    await take(tx, actor, bill, relief, step);
    await tx.recordAccess({
      ...{
        kind: 'change',
        subject: bill.accountId,
        fields: ['bill'],
        purpose: 'money',
        caseRef: bill.caseRef,
      },
    });
  });
}

async function take(
  tx: Transaction,
  actor: StaffActor,
  bill: Bill,
  relief: Relief,
  step: ReliefStep,
): Promise<void> {
  const now = tx.app.clock.now();
  const { id, kind } = relief;
  const save = (values: Record<string, string | Date | null>) =>
    tx.db.updateTable('money.relief').set(values).where('id', '=', id).execute();
  if (step.do === 'paid-out') {
    const held = isHeld(relief);
    if (relief.state !== 'approved' || (relief.paymentId !== null && !held))
      throw new Fault('RELIEF_DECIDED');
    await bookOn(
      tx,
      bill,
      { kind: 'refunded', amount: relief.amount, from: held ? 'provider' : 'bank' },
      `relief/${id}/refunded`,
    );
    await save({ state: 'done', done_at: now, order_id: step.order });
    await tx.emit({ type: 'relief.done', subject: id, data: { kind, case: bill.caseRef } });
    return;
  }
  if (relief.state !== 'proposed') throw new Fault('RELIEF_DECIDED');
  if (step.do === 'check') {
    if (relief.proposedBy !== null) throw new Fault('RELIEF_DECIDED');
    await save({ proposed_by: actor.id });
    await tx.emit({ type: 'relief.checked', subject: id, data: { kind, case: bill.caseRef } });
    return;
  }
  if (relief.proposedBy === null) throw new Fault('RELIEF_DECIDED');
  if (relief.proposedBy === actor.id) throw new Fault('RELIEF_SAME_PERSON');
  const decided = { decided_by: actor.id, decided_at: now };
  if (step.do === 'refuse') {
    if (kind === 'refund' && !relief.conceded) throw new Fault('RELIEF_DECIDED');
    await save({ state: 'refused', note: step.note, ...decided });
    await tx.emit({ type: 'relief.refused', subject: id, data: { kind, case: bill.caseRef } });
    return;
  }
  await approve(tx, bill, relief, decided, save);
}

async function approve(
  tx: Transaction,
  bill: Bill,
  { id, kind, amount, conceded, paymentId }: Relief,
  decided: { decided_by: string; decided_at: Date },
  save: (values: Record<string, string | Date | null>) => Promise<unknown>,
): Promise<void> {
  const now = decided.decided_at;
  if (kind === 'waiver') {
    if (amount > bill.amounts.open) throw new Fault('RELIEF_TOO_MUCH');
    await bookOn(tx, bill, { kind: 'waived', amount }, `relief/${id}/waived`);
    await save({ state: 'done', done_at: now, ...decided });
    await tx.emit({ type: 'relief.done', subject: id, data: { kind, case: bill.caseRef } });
    return;
  }
  if (conceded && amount > bill.amounts.paid) throw new Fault('RELIEF_TOO_MUCH');
  // First the state: what is then owed is on its way already, and is not proposed once more.
  await save({ state: 'approved', next_ask: paymentId === null ? null : now, ...decided });
  if (conceded) await bookOn(tx, bill, { kind: 'conceded', amount }, `relief/${id}/conceded`);
  if (paymentId !== null) await tx.queue('money.send-refund', { id }, { key: `money-refund/${id}` });
  await tx.emit({ type: 'relief.approved', subject: id, data: { kind, case: bill.caseRef } });
}
