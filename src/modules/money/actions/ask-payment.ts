// money.ask-payment: asks the payment service how a payment stands, and books what has come. Calls of the service, the person's return and the clock all lead here.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { heard, isOver } from '../../../payments/payment-state.ts';
import type { ToldPayment } from '../../../payments/provider-messages.ts';
import { notifyAddress, providerOf, type ProviderAnswer } from '../provider/adapter.ts';
import { billById } from '../queries/bills.ts';
import { paymentById, type Payment } from '../queries/payments.ts';
import { bookOn } from './book-on.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.ask-payment' };

/** Minutes until it is asked again: soon at first, then less and less often, at least twice a day. */
const pauses = [1, 2, 5, 15, 60, 240, 720];

/** Idempotent, and safe however many ask at once: what is heard only ever adds to what is known. */
export async function askPayment(app: App, id: string): Promise<void> {
  const provider = providerOf(app);
  const payment = await impersonal(app, 'show-nobody', (db) => paymentById(db, id));
  if (!provider || !payment || isOver(payment.state)) return;
  const { amount, method, providerId } = payment;
  const answer =
    providerId === null
      ? await provider.create(id, {
          reference: id,
          method,
          amount,
          currency: 'CHF',
          notify: notifyAddress(app),
        })
      : await provider.payment(providerId);
  await takeAnswer(app, payment, answer);
}

async function takeAnswer(
  app: App,
  { id, billId }: Payment,
  answer: ProviderAnswer<ToldPayment>,
): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    // The bill first, as everywhere: two that lock both never wait for each other.
    const bill = await billById(tx.db, billId, true);
    const payment = await paymentById(tx.db, id, true);
    if (!bill || !payment || isOver(payment.state)) return;
    const now = app.clock.now();
    const told = 'told' in answer && answer.told.reference === id ? answer.told : undefined;
    if (!told) {
      // What it refuses to make will never be one; what it does not know any more can't be paid there.
      const gone = 'refused' in answer;
      await update({
        ...(gone ? { state: 'failed', changed_at: now } : {}),
        next_ask: gone ? null : next(payment.asks),
      });
      if (!gone)
        app.log.warn({ payment: id, answer }, 'The payment service gave no answer; it is asked again');
      return;
    }
    const state = heard(payment.state, told.state);
    const captured = state === 'captured' ? told.amount : 0;
    await update({
      ...{ state, captured, currency: told.currency, provider_id: told.id, checkout: told.checkout ?? null },
      ...(state === payment.state ? {} : { changed_at: now }),
      next_ask: isOver(state) ? null : next(payment.asks),
    });
    if (state === 'captured' && told.currency === 'CHF' && captured > 0)
      await bookOn(tx, bill, { kind: 'received', amount: captured, into: 'provider' }, `payment/${id}`);
    if (state !== payment.state)
      await tx.emit({
        type: `payment.${state}`,
        subject: id,
        data: { case: bill.caseRef, method: payment.method },
      });

    function next(asks: number): Date {
      const minutes = pauses[Math.min(asks, pauses.length - 1)] ?? 720;
      return new Date(now.getTime() + minutes * 60_000);
    }
    async function update(values: {
      state?: string;
      captured?: number;
      currency?: string;
      provider_id?: string;
      checkout?: string | null;
      changed_at?: Date;
      next_ask: Date | null;
    }): Promise<void> {
      await tx.db
        .updateTable('money.payment')
        .set({ ...values, asks: (payment?.asks ?? 0) + 1 })
        .where('id', '=', id)
        .execute();
    }
  });
}
