// Payments by card and TWINT, and waivers and refunds, as they stand.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { PaymentState } from '../../../payments/payment-state.ts';
import type { PaymentMethod } from '../../../payments/provider-messages.ts';

export interface Payment {
  id: string;
  billId: string;
  method: PaymentMethod;
  amount: number;
  state: PaymentState;
  providerId: string | null;
  checkout: string | null;
  captured: number;
  currency: string;
  createdAt: Date;
  changedAt: Date;
  asks: number;
}

const paymentColumns = [
  'id',
  'bill_id as billId',
  'method',
  'amount',
  'state',
  'provider_id as providerId',
  'checkout',
  'captured',
  'currency',
  'created_at as createdAt',
  'changed_at as changedAt',
  'asks',
] as const;

export const paymentById = (db: Database, id: string, lock = false): Promise<Payment | undefined> =>
  db
    .selectFrom('money.payment')
    .select(paymentColumns)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst() as Promise<Payment | undefined>;

/** Of these bills, the latest first. */
export const paymentsOf = async (db: Database, bills: readonly string[]): Promise<Payment[]> =>
  bills.length === 0
    ? []
    : (db
        .selectFrom('money.payment')
        .select(paymentColumns)
        .where('bill_id', 'in', [...bills])
        .orderBy('created_at', 'desc')
        .execute() as Promise<Payment[]>);

export interface Relief {
  id: string;
  kind: 'waiver' | 'refund';
  billId: string;
  amount: number;
  conceded: boolean;
  paymentId: string | null;
  reason: string;
  state: 'proposed' | 'approved' | 'refused' | 'done';
  proposedBy: string | null;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  note: string;
  orderId: string | null;
  doneAt: Date | null;
  nextAsk: Date | null;
}

/** The payment service says that it has given back another amount than was released: only staff can find out why. */
export const isHeld = ({
  state,
  paymentId,
  nextAsk,
}: Pick<Relief, 'paymentId' | 'nextAsk'> & { state: string }): boolean =>
  state === 'approved' && paymentId !== null && nextAsk === null;

const reliefColumns = [
  'id',
  'kind',
  'bill_id as billId',
  'amount',
  'conceded',
  'payment_id as paymentId',
  'reason',
  'state',
  'proposed_by as proposedBy',
  'proposed_at as proposedAt',
  'decided_by as decidedBy',
  'decided_at as decidedAt',
  'note',
  'order_id as orderId',
  'done_at as doneAt',
  'next_ask as nextAsk',
] as const;

export const reliefById = (db: Database, id: string, lock = false): Promise<Relief | undefined> =>
  db
    .selectFrom('money.relief')
    .select(reliefColumns)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst() as Promise<Relief | undefined>;

export const reliefsOf = async (db: Database, bills: readonly string[]): Promise<Relief[]> =>
  bills.length === 0
    ? []
    : (db
        .selectFrom('money.relief')
        .select(reliefColumns)
        .where('bill_id', 'in', [...bills])
        .orderBy('proposed_at', 'desc')
        .execute() as Promise<Relief[]>);

/** Those that wait for somebody, the oldest first, by key; the person and the bill beside them. */
export async function waitingReliefs(
  db: Database,
  limit: number,
  after?: readonly [proposedAt: string, id: string],
) {
  return db
    .selectFrom('money.relief as relief')
    .innerJoin('money.bill as bill', 'bill.id', 'relief.bill_id')
    .select([
      'relief.id',
      'relief.kind',
      'relief.amount',
      'relief.state',
      'relief.proposed_by as proposedBy',
      'relief.payment_id as paymentId',
      'relief.bill_id as billId',
      'relief.proposed_at as proposedAt',
      'relief.next_ask as nextAsk',
      'bill.case_ref as caseRef',
      'bill.account_id as accountId',
    ])
    .where('relief.state', 'in', ['proposed', 'approved'])
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(relief.proposed_at, relief.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('relief.proposed_at')
    .orderBy('relief.id')
    .limit(limit)
    .execute();
}
