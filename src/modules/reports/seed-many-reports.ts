// Reports for runs at scale, made by the database itself, batch by batch with the invented persons.
import { sql } from 'kysely';
import type { App } from '../../kernel/app.ts';
import { transact } from '../../kernel/transaction.ts';
import { reportsOf } from './reports-state.ts';

/** How many reports one invented person stands for in runs at scale: 200,000 of them make a million. */
const reportsEach = 5;

/**
 * Reports of runs at scale, made by the database itself: spread over the canton's outline and two years, with their counts.
 * @param from number of the first of as many invented persons
 */
export async function seedManyReports(app: App, from: number, persons: number): Promise<void> {
  const { categories } = reportsOf(app);
  const kinds = categories.map(({ id }) => id);
  const units = categories.map(({ units: own }) => own['default'] ?? '');
  const count = persons * reportsEach;
  await transact(app, { kind: 'programme', task: 'reports.seed' }, async ({ db }) => {
    const now = app.clock.now();
    await sql`
      with made as (
        insert into reports.report (category, area, unit, state, lon, lat, cell_row, cell_col, answers, language,
          requested_at, updated_at, due_on, closed_at, invented)
        select (${kinds}::text[])[k], 'basel', (${units}::text[])[k], state, lon, lat,
          floor(lat * 1000), floor(lon * 1000), '{}', 'de', asked, asked + interval '2 days',
          (asked + interval '10 days')::date, case when state in ('reported', 'working') then null else asked + interval '2 days' end, true
        from (
          select 1 + (h & 1023) % ${kinds.length} as k,
            case when (h >> 10) & 127 < 2 then 'reported' when (h >> 10) & 127 < 5 then 'working'
              when (h >> 10) & 127 < 15 then 'declined' when (h >> 10) & 127 < 20 then 'elsewhere' else 'fixed' end as state,
            7.562 + ((h >> 17) & 65535) * 0.058 / 65536 as lon, 47.535 + ((h >> 33) & 65535) * 0.05 / 65536 as lat,
            ${now}::timestamptz - ((h >> 49) & 16383) * interval '64 minutes' as asked
          from (select hashint8extended(i, 311) & 9223372036854775807 as h
            from generate_series(${from * reportsEach}::bigint, ${from * reportsEach + count - 1}::bigint) i) as hashed
        ) as invented
        returning category, area, unit, state, cell_row, cell_col
      ), tallied as (
        insert into reports.tally (category, area, unit, state, count)
        select category, area, unit, state, count(*) from made group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (category, area, unit, state) do update set count = reports.tally.count + excluded.count
      )
      insert into reports.cell (level, cell_row, cell_col, category, open, count)
      select level, floor(cell_row / (4 ^ level)), floor(cell_col / (4 ^ level)), category,
        state in ('reported', 'working'), count(*)
      from made cross join generate_series(0, 2) level group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (level, cell_row, cell_col, category, open)
      do update set count = reports.cell.count + excluded.count`.execute(db);
  });
}
