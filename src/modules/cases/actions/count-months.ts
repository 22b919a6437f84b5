// Counts how cases of a month went, by service, once the month is over: what open data say, and keep when the cases are gone.
import { sql } from 'kysely';
import { addMonths } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'cases.count-months' };

/** The first time so many months are counted that there are figures of a year. */
const monthsBack = 12;

/** Job: each day, so that a month is counted even where the program stood still at its end. */
export async function countMonths(app: App): Promise<void> {
  const running = `${app.clock.today().slice(0, 7)}-01`;
  const counted = await app.db
    .selectFrom('cases.month_counted')
    .select(sql<string | null>`max(month)::text`.as('last'))
    .executeTakeFirst();
  let month = counted?.last ? addMonths(counted.last, 1) : addMonths(running, -monthsBack);
  for (; month < running; month = addMonths(month, 1)) {
    const counting = month;
    await transact(app, programme, (tx) => countMonth(tx, counting));
  }
}

/**
 * Whether a case was decided in time says its clock, which keeps its day when it stops (`matter.due` is empty then); while the clock stood
 * still the day did not come closer. Cases are found by `matter_measure` and `matter_closed`. Counted twice it stays as it was.
 */
async function countMonth(tx: Transaction, month: string): Promise<void> {
  tx.impersonal('count');
  const first = await tx.db
    .insertInto('cases.month_counted')
    .values({ month, counted_at: tx.app.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('month')
    .executeTakeFirst();
  if (!first) return;
  const begin = sql`${month}::date::timestamp at time zone 'Europe/Zurich'`;
  const end = sql`(${month}::date + interval '1 month')::timestamp at time zone 'Europe/Zurich'`;
  await sql`
    with submitted as (
      select service_id, count(*)::int as submitted, sum(not_asked)::int as not_asked,
        sum(asked_in_silence)::int as asked_in_silence
      from cases.matter where submitted_at >= ${begin} and submitted_at < ${end} group by service_id
    ), at_once as (
      select service_id, count(*)::int as at_once from cases.matter
      where submitted_at >= ${begin} and submitted_at < ${end} and outcome ->> 'by' = 'programme' group by service_id
    ), ended as (
      select service_id,
        (count(*) filter (where state not in ('rejected', 'dismissed', 'not-admitted', 'withdrawn')))::int as accepted,
        (count(*) filter (where state in ('rejected', 'dismissed', 'not-admitted')))::int as refused,
        (count(*) filter (where state = 'withdrawn'))::int as withdrawn,
        (count(*) filter (where state <> 'withdrawn' and (clock.due is null
          or least(clock.paused_on, (closed_at at time zone 'Europe/Zurich')::date) <= clock.due)))::int as in_time,
        percentile_cont(0.5) within group (order by extract(epoch from closed_at - submitted_at) / 86400)
          filter (where state <> 'withdrawn') as median_days
      from cases.matter left join cases.clock on case_ref = ref and clock.id = 'promise'
      where closed_at >= ${begin} and closed_at < ${end} group by service_id
    )
    insert into cases.month_figure (service_id, month, submitted, at_once, not_asked, asked_in_silence,
      accepted, refused, withdrawn, in_time, median_days)
    select coalesce(submitted.service_id, ended.service_id), ${month}::date, coalesce(submitted, 0), coalesce(at_once, 0),
      coalesce(not_asked, 0), coalesce(asked_in_silence, 0), coalesce(accepted, 0), coalesce(refused, 0),
      coalesce(withdrawn, 0), coalesce(in_time, 0), median_days
    from submitted full join ended using (service_id) left join at_once on at_once.service_id = submitted.service_id
    on conflict do nothing`.execute(tx.db);
}
