// A member of staff proposes to waive what is open, or to give back what was paid. Nothing happens before another one has decided.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isConcerned } from '../../policy/index.ts';
import { handleMoney } from '../permissions.ts';
import { billById } from '../queries/bills.ts';
import { paymentsOf, reliefsOf } from '../queries/payments.ts';

export interface WantedRelief {
  billId: string;
  kind: 'waiver' | 'refund';
  /** Rappen. */
  amount: number;
  reason: string;
}

/** @throws Fault NOT_FOUND, OWN_MATTER, RELIEF_TOO_MUCH */
export async function proposeRelief(app: App, actor: StaffActor, wanted: WantedRelief): Promise<string> {
  const { billId, kind, amount, reason } = wanted;
  return transact(app, actor, async (tx) => {
    const bill = await billById(tx.db, billId, true);
    if (!bill || !handleMoney.allows(actor, undefined, app)) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    if (await isConcerned(tx.db, actor, [bill.accountId])) throw new Fault('OWN_MATTER');
    const waiting = (await reliefsOf(tx.db, [billId])).filter(
      (each) => each.kind === kind && each.state === 'proposed' && (kind === 'waiver' || each.conceded),
    );
    const taken = waiting.reduce((sum, each) => sum + each.amount, 0);
    const most = (kind === 'waiver' ? bill.amounts.open : bill.amounts.paid) - taken;
    if (!Number.isSafeInteger(amount) || amount < 1 || amount > most) throw new Fault('RELIEF_TOO_MUCH');
    // To card or TWINT only as a whole: a part of it on another way would be two refunds.
    const payment =
      kind === 'refund'
        ? (await paymentsOf(tx.db, [billId])).find(
            (each) => each.state === 'captured' && each.currency === 'CHF' && each.captured >= amount,
          )
        : undefined;
    const { id } = await tx.db
      .insertInto('money.relief')
      .values({
        ...{
          kind,
          bill_id: billId,
          amount,
          reason,
          conceded: kind === 'refund',
          payment_id: payment?.id ?? null,
        },
        ...{ proposed_by: actor.id, proposed_at: app.clock.now() },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.recordAccess({
      ...{
        kind: 'change',
        subject: bill.accountId,
        fields: ['bill'],
        purpose: 'money',
        caseRef: bill.caseRef,
      },
    });
    await tx.emit({ type: 'relief.proposed', subject: id, data: { kind, case: bill.caseRef } });
    return id;
  });
}
