// What somebody does with their subscriptions: other pace, other ways, new secret address of a feed, end of one or all.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';
import { removeDevices } from '../../notifications/index.ts';
import { paceNumber, type Pace } from '../paces.ts';

/** What waits for the ended ones alone goes; what another subscription of the same person hits, too, stays. */
async function forgetHits(tx: Transaction, subscriptions: readonly string[]): Promise<void> {
  if (subscriptions.length === 0) return;
  await sql`
    delete from subscriptions.hit as hit using subscriptions.announcement announcement
    where announcement.id = hit.announcement_id and hit.subscription_id = any(${subscriptions}::uuid[])
      and hit.told_at is null and not exists (
        select 1 from subscriptions.subscription other where other.subscriber_id = hit.subscriber_id and
          case when other.match = 'all' then other.terms <@ announcement.terms else other.terms && announcement.terms end
      )`.execute(tx.db);
}

export async function changeSubscription(
  tx: Transaction,
  subscriber: string,
  id: string,
  { pace, mail, push }: { pace: Pace; mail: boolean; push: boolean },
): Promise<void> {
  await tx.db
    .updateTable('subscriptions.subscription')
    .set({ pace: paceNumber(pace), by_mail: mail, by_push: push })
    .where('id', '=', id)
    .where('subscriber_id', '=', subscriber)
    .execute();
}

/** The former address of its feed and calendar ends. */
export async function renewFeed(tx: Transaction, subscriber: string, id: string): Promise<void> {
  await tx.db
    .updateTable('subscriptions.subscription')
    .set((eb) => ({ feed_generation: eb('feed_generation', '+', 1) }))
    .where('id', '=', id)
    .where('subscriber_id', '=', subscriber)
    .execute();
}

/** @param which one, all of a pace, or all; what there is not (any more) is no fault: twice is once */
export async function endSubscriptions(
  tx: Transaction,
  subscriber: string,
  which: { id?: string | undefined; pace?: Pace | undefined },
): Promise<void> {
  let ending = tx.db.deleteFrom('subscriptions.subscription').where('subscriber_id', '=', subscriber);
  if (which.id !== undefined) ending = ending.where('id', '=', which.id);
  else if (which.pace !== undefined) ending = ending.where('pace', '=', paceNumber(which.pace));
  const gone = await ending.returning('id').execute();
  await forgetHits(
    tx,
    gone.map(({ id }) => id),
  );
}

/** The address goes, too, with all that belongs to it. */
export async function forgetSubscriber(tx: Transaction, subscriber: string): Promise<void> {
  await removeDevices(tx, subscriber);
  await tx.db.deleteFrom('subscriptions.subscriber').where('id', '=', subscriber).execute();
}
