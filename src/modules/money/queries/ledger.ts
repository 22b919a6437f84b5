// The ledger: what each account stands at, by sums of days that are over and the bookings since; bookings, the latest first.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { LedgerAccount } from '../../../payments/ledger.ts';

export interface AccountSum {
  account: LedgerAccount;
  /** Rappen. */
  debit: number;
  credit: number;
}

/** All accounts that were ever moved. Bookings name nobody. */
export async function accountSums(db: Database): Promise<AccountSum[]> {
  const { rows } = await sql<AccountSum>`
    with closed as (select coalesce(max(day), '-infinity') as last from money.day_total),
    parts as (
      select account, debit, credit from money.day_total
      union all
      select posting.account, greatest(posting.amount, 0), greatest(-posting.amount, 0)
      from money.booking join money.posting on posting.booking_id = booking.id, closed
      where booking.at >= ((closed.last + 1)::timestamp at time zone 'Europe/Zurich')
    )
    select account, sum(debit)::bigint as debit, sum(credit)::bigint as credit from parts group by account`.execute(
    db,
  );
  return rows;
}

export interface BookingRow {
  id: number;
  at: Date;
  kind: string;
  billId: string | null;
  account: LedgerAccount;
  amount: number;
}

/** Bookings on a page. */
export const pageOfBookings = 30;

/** Lines of the latest bookings; before `before` when given. */
export const bookings = (db: Database, where: { before?: number; billId?: string }): Promise<BookingRow[]> =>
  db
    .with('page', (cte) =>
      cte
        .selectFrom('money.booking')
        .select(['id', 'at', 'kind', 'bill_id'])
        .$if(where.before !== undefined, (query) => query.where('id', '<', where.before ?? 0))
        .$if(where.billId !== undefined, (query) => query.where('bill_id', '=', where.billId ?? null))
        .orderBy('id', 'desc')
        .limit(pageOfBookings + 1),
    )
    .selectFrom('page')
    .innerJoin('money.posting as posting', 'posting.booking_id', 'page.id')
    .select([
      'page.id',
      'page.at',
      'page.kind',
      'page.bill_id as billId',
      'posting.account',
      'posting.amount',
    ])
    .orderBy('page.id', 'desc')
    .orderBy('posting.line')
    .execute() as Promise<BookingRow[]>;
