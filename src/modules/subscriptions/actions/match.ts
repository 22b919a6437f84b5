// subscriptions.match: finds by index who follows what was announced, a portion at a time; killed, it goes on where it was.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { keysOfAnnouncement } from '../terms.ts';
import { queueTell } from './tell.ts';

const task = 'subscriptions.match';
const portion = 2_000;
const first = '00000000-0000-0000-0000-000000000000';

interface Place {
  announcement: number;
  /** Which of its keys. */
  at: number;
  /** Last subscription that was found by this key. */
  after: string | null;
}

export const queueMatch = (tx: Transaction, place: Place): Promise<void> =>
  tx.queue(task, { ...place }, { key: `${task}/${place.announcement}` });

/** Costs what it finds: subscriptions that it does not hit are never looked at. */
export async function match(app: App, payload: Record<string, unknown>): Promise<void> {
  const place = payload as unknown as Place;
  await transact(app, { kind: 'programme', task }, async (tx) => {
    tx.impersonal('show-nobody');
    const announcement = await tx.db
      .selectFrom('subscriptions.announcement')
      .select(['id', 'terms', 'matched_at'])
      .where('id', '=', place.announcement)
      .executeTakeFirst();
    if (!announcement || announcement.matched_at !== null) return;
    const keys = keysOfAnnouncement(announcement.terms);
    let { at, after } = place;
    // Keys that nobody follows are passed in the same portion.
    for (; at < keys.length; at++, after = null) {
      const last = await hitPortion(tx, announcement.id, keys[at] ?? '', after ?? first);
      if (last === undefined) continue;
      return queueMatch(tx, { announcement: place.announcement, at, after: last });
    }
    await tx.db
      .updateTable('subscriptions.announcement')
      .set({ matched_at: app.clock.now() })
      .where('id', '=', announcement.id)
      .execute();
    await queueTell(tx, { announcement: place.announcement, after: first });
  });
}

/** @returns the last subscription of the portion; undefined where the key has no more */
async function hitPortion(
  tx: Transaction,
  announcement: number,
  key: string,
  after: string,
): Promise<string | undefined> {
  // Whoever follows it in two ways hears of it once, on the sooner way.
  const { rows } = await sql<{ last: string | null }>`
    with found as (
      select subscription_id from subscriptions.term
      where key = ${key} and subscription_id > ${after}::uuid order by subscription_id limit ${portion}
    ), written as (
      insert into subscriptions.hit as hit (subscriber_id, announcement_id, subscription_id, pace, by_mail, by_push)
      select distinct on (each.subscriber_id)
        each.subscriber_id, ${announcement}::bigint, each.id, each.pace, each.by_mail, each.by_push
      from found join subscriptions.subscription each on each.id = found.subscription_id
      where each.by_mail or each.by_push
      order by each.subscriber_id, each.pace, each.id
      on conflict (subscriber_id, announcement_id) do update
        set pace = least(hit.pace, excluded.pace), by_mail = hit.by_mail or excluded.by_mail,
          by_push = hit.by_push or excluded.by_push
        where hit.told_at is null
    )
    select (array_agg(subscription_id order by subscription_id desc))[1] as last from found`.execute(tx.db);
  return rows[0]?.last ?? undefined;
}
