// A person wants to pay by card or TWINT: noted first, then told to the payment service, so that no payment there is unknown here.
import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { PaymentMethod } from '../../../payments/provider-messages.ts';
import { payThis } from '../permissions.ts';
import { providerOf } from '../provider/adapter.ts';
import { billById, type Bill } from '../queries/bills.ts';
import { askPayment } from './ask-payment.ts';

/** Only where the service lets every item be paid so. */
export const mayPayOnline = (app: App, bill: Bill): boolean =>
  bill.state === 'open' && providerOf(app) !== undefined && bill.items.every(({ online }) => online);

/**
 * Clicked twice, in two windows, or again after a while: the payment of that kind that still runs is gone on with.
 * @returns id of the payment
 * @throws Fault NOT_FOUND, BILL_NOT_OPEN
 */
export async function startPayment(
  app: App,
  actor: PersonActor,
  { ref, billId, method }: { ref: string; billId: string; method: PaymentMethod },
): Promise<string> {
  const id = await transact(app, actor, async (tx) => {
    const bill = await billById(tx.db, billId, true);
    if (!bill || bill.caseRef !== ref || !payThis.allows(actor, bill, app)) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    if (!mayPayOnline(app, bill)) throw new Fault('BILL_NOT_OPEN');
    if (actor.acting)
      await tx.recordAccess({
        ...{ kind: 'change', subject: bill.accountId, fields: ['bill'], purpose: 'money', caseRef: ref },
      });
    else tx.ownData();
    const running = await tx.db
      .selectFrom('money.payment')
      .select(['id', 'amount'])
      .where('bill_id', '=', billId)
      .where('method', '=', method)
      .where('state', 'in', ['created', 'pending'])
      .executeTakeFirst();
    // Of another amount it would pay too much or too little: what has been begun is paid or runs out first.
    if (running) return running.id;
    const now = app.clock.now();
    const payment = randomUUID();
    await tx.db
      .insertInto('money.payment')
      .values({
        ...{ id: payment, bill_id: billId, method, amount: bill.amounts.open },
        ...{ created_at: now, changed_at: now, next_ask: now },
      })
      .execute();
    await tx.emit({ type: 'payment.started', subject: payment, data: { case: ref, method } });
    return payment;
  });
  // Where the service is silent, or this process dies here, the job asks with the same key.
  await askPayment(app, id);
  return id;
}
