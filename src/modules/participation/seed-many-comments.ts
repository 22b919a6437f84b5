// Comments for runs at scale, made by the database itself, batch by batch with the invented persons.
import { sql } from 'kysely';
import type { App } from '../../kernel/app.ts';
import { impersonal } from '../../kernel/audit/personal-data.ts';
import { latest, versionsOf } from './kinds/consultation/versions.ts';
import { allProcesses } from './queries/processes.ts';

/** The consultation that takes them: the first one of the canton that is made up anyhow. */
const crowded = (app: App) =>
  allProcesses(app).find(({ kind, invented }) => kind === 'consultation' && invented);

/**
 * One comment of each invented person, spread over the paragraphs, with the counts that are kept of them. Nobody's account is behind it.
 * @param from number of the first of as many invented persons
 */
export async function seedManyComments(app: App, from: number, persons: number): Promise<void> {
  const process = crowded(app);
  if (!process) return;
  const { number, paragraphs } = latest(await versionsOf(app, process.id));
  const anchors = paragraphs.map(({ id }) => id);
  const act = 'comment';
  await impersonal(app, 'demonstration', (db) =>
    sql`
      with numbers as (select n, gen_random_uuid() as author from generate_series(${from}::int, ${from + persons - 1}::int) n),
      authors as (
        insert into participation.author (id, process_id, shown_as, named, joined_at)
        select author, ${process.id}, 'Person ' || n, false, ${app.clock.now()} from numbers returning id
      ),
      comments as (
        insert into participation.contribution (process_id, author_id, act, anchor, body, data, language, at)
        select ${process.id}, author, ${act}, (${anchors}::text[])[1 + n % ${anchors.length}],
          'Erfundener Kommentar Nummer ' || n || '.', ${JSON.stringify({ version: number })}::jsonb, 'de', ${app.clock.now()}::timestamptz - n * interval '7 seconds'
        from numbers join authors on authors.id = author returning anchor
      )
      insert into participation.tally (process_id, act, anchor, count)
      select ${process.id}, ${act}, anchor, count(*) from comments group by anchor order by anchor
      on conflict (process_id, act, anchor) do update set count = participation.tally.count + excluded.count`.execute(
      db,
    ),
  );
}
