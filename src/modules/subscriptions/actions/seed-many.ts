// Many invented subscribers, for runs at scale: each follows one thing or two, spread over all that can be followed.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { services, topics } from '../../catalogue/index.ts';
import { addressHash } from '../../notifications/index.ts';
import { allProcesses } from '../../participation/index.ts';

const atOnce = 10_000;

/** Adds what is missing up to `count`; killed, it goes on. Addresses of example.org reach nobody. */
export async function seedSubscribers(app: App, count: number): Promise<void> {
  const terms = [
    ...topics(app).map(({ id }) => `topic:${id}`),
    ...services(app).map(({ id }) => `service:${id}`),
    ...allProcesses(app).map(({ id }) => `process:${id}`),
  ];
  for (let from = 0; from < count; from += atOnce) {
    const until = Math.min(from + atOnce, count) - 1;
    const numbers = Array.from({ length: until - from + 1 }, (_, index) => from + index);
    const hashes = numbers.map((n) => addressHash(app, `abo${n}@example.org`).toString('hex'));
    await impersonal(app, 'demonstration', (db) =>
      sql`
        with numbers as (select n, hash from unnest(${numbers}::int[], ${hashes}::text[]) as given (n, hash)),
        subscribers as (
          insert into subscriptions.subscriber (address, address_hash, language, created_at)
          select 'abo' || n || '@example.org', decode(hash, 'hex'),
            (array['de', 'fr', 'it', 'en'])[1 + n % 4], ${app.clock.now()}
          from numbers on conflict do nothing returning id, substring(address from 4 for position('@' in address) - 4)::int as n
        ),
        kept as (
          insert into subscriptions.subscription
            (subscriber_id, terms, match, pace, by_mail, by_push, created_at)
          select id, array[(${terms}::text[])[1 + n % ${terms.length}]]
            || case when n % 2 = 0 then array[]::text[] else array[(array['area:basel', 'area:riehen', 'area:bettingen'])[1 + n % 3]] end,
            case when n % 4 = 1 then 'all' else 'any' end, n % 3, true, false, ${app.clock.now()}
          from subscribers returning id, terms, match
        )
        insert into subscriptions.term (key, subscription_id)
        select unnest(case when match = 'any' then terms
          else array[array_to_string(array(select t from unnest(terms) t order by t collate "C"), '|')] end), id from kept`.execute(
        db,
      ),
    );
  }
}
