// The one way to book: the bill as it stands, its booking with all postings, and what is to go back, in the caller's transaction.
import type { Transaction } from '../../../kernel/transaction.ts';
import {
  balances,
  book,
  refundDue,
  standingOf,
  type BillEvent,
  type Posting,
} from '../../../payments/ledger.ts';
import type { Bill } from '../queries/bills.ts';
import { paymentsOf, reliefsOf } from '../queries/payments.ts';

/**
 * @param bill locked by the caller
 * @param source what it is booked for: the same is booked once, however often a job or a call comes again
 * @returns the bill after it; as it was where the source had been booked before
 * @throws Error where the ledger refuses it: callers have asked before
 */
export async function bookOn(tx: Transaction, bill: Bill, event: BillEvent, source: string): Promise<Bill> {
  const result = book(bill.amounts, event);
  if ('fault' in result)
    throw new Error(`The bill ${bill.number} can't be booked (${event.kind}): ${result.fault}`);
  const { state: amounts, postings } = result;
  if (
    postings.length > 0 &&
    !(await writeBooking(tx, { kind: event.kind, billId: bill.id, source, postings }))
  )
    return bill;
  const state = standingOf(amounts);
  await tx.db
    .updateTable('money.bill')
    .set(({ eb }) => ({
      ...{
        total: amounts.total,
        open: amounts.open,
        paid: amounts.paid,
        owed: amounts.owed,
        waived: amounts.waived,
      },
      state,
      ...(state === 'open' ? {} : { next_reminder: null }),
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', bill.id)
    .execute();
  const after = { ...bill, amounts, state };
  await proposeRefunds(tx, after);
  return after;
}

/** @returns false where the source had been booked before */
export async function writeBooking(
  { db, app }: Transaction,
  {
    kind,
    billId,
    source,
    postings,
  }: { kind: string; billId: string | null; source: string; postings: readonly Posting[] },
): Promise<boolean> {
  if (!balances(postings)) throw new Error(`A booking of ${source} does not balance`);
  const booking = await db
    .insertInto('money.booking')
    .values({ at: app.clock.now(), kind, bill_id: billId, source, lines: postings.length })
    .onConflict((conflict) => conflict.column('source').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!booking) return false;
  await db
    .insertInto('money.posting')
    .values(postings.map((each, index) => ({ booking_id: booking.id, line: index + 1, ...each })))
    .execute();
  return true;
}

/** What the person has paid for nothing is proposed to go back, on the ways it came; the rest by the bank. */
export async function proposeRefunds(tx: Transaction, bill: Bill): Promise<void> {
  if (bill.amounts.owed === 0) return;
  const reliefs = (await reliefsOf(tx.db, [bill.id])).filter(({ kind }) => kind === 'refund');
  // Approved goodwill is owed by then; what is only proposed is still paid.
  const running = reliefs.filter(
    ({ state, conceded }) => state === 'approved' || (state === 'proposed' && !conceded),
  );
  let due = refundDue(
    bill.amounts,
    running.reduce((sum, { amount }) => sum + amount, 0),
  );
  const proposals: { amount: number; payment_id: string | null }[] = [];
  for (const payment of await paymentsOf(tx.db, [bill.id])) {
    const gone = reliefs
      .filter(({ paymentId, state }) => paymentId === payment.id && state !== 'refused')
      .reduce((sum, { amount }) => sum + amount, 0);
    const amount =
      payment.state === 'captured' && payment.currency === 'CHF' ? Math.min(due, payment.captured - gone) : 0;
    if (amount <= 0) continue;
    proposals.push({ amount, payment_id: payment.id });
    due -= amount;
  }
  if (due > 0) proposals.push({ amount: due, payment_id: null });
  if (proposals.length === 0) return;
  const made = await tx.db
    .insertInto('money.relief')
    .values(
      proposals.map((each) => ({
        ...each,
        kind: 'refund',
        bill_id: bill.id,
        reason: bill.amounts.cancelled ? 'not-delivered' : 'too-much',
        proposed_at: tx.app.clock.now(),
      })),
    )
    .returning('id')
    .execute();
  for (const { id } of made)
    await tx.emit({ type: 'relief.proposed', subject: id, data: { kind: 'refund', case: bill.caseRef } });
}
