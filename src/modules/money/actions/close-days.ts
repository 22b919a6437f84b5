// money.close-days: adds up the bookings of days that are over, once; they never change.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';

/** Idempotent: a day that has its sums is left alone. Bookings name nobody. */
export async function closeDays(app: App): Promise<void> {
  const today = app.clock.today();
  await sql`
    insert into money.day_total (day, account, debit, credit)
    select (booking.at at time zone 'Europe/Zurich')::date as day, posting.account,
      sum(greatest(posting.amount, 0)), sum(greatest(-posting.amount, 0))
    from money.booking join money.posting on posting.booking_id = booking.id
    where booking.at < (${today}::date::timestamp at time zone 'Europe/Zurich')
      and booking.at >= coalesce(
        ((select max(day) + 1 from money.day_total)::timestamp at time zone 'Europe/Zurich'), '-infinity')
    group by 1, 2
    on conflict (day, account) do nothing`.execute(app.db);
}
