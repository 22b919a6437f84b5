// Somebody comes to an event, waits for a place, or does not come any more; then whoever has waited longest moves up by itself.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { isInside, type Sight } from '../groups/circle.ts';
import { sightIn } from '../groups/sight.ts';
import { begin } from '../people/begin.ts';
import type { Participant } from '../permissions.ts';
import { hasPlace, movingUp } from './moving-up.ts';

interface HeldEvent {
  id: string;
  host: string | null;
  startsAt: Date;
  capacity: number | null;
  coming: number;
  waiting: number;
  cancelledAt: Date | null;
  revision: number;
}

/** Holds the event: all who answer at once come one after the other. @throws Fault NOT_FOUND */
export async function holdEvent(
  tx: Transaction,
  actor: Participant,
  id: string,
): Promise<{ event: HeldEvent; sight: Sight }> {
  const row = isUuid(id)
    ? await tx.db
        .selectFrom('community.event')
        .select(['id', 'host_id as host', 'starts_at as startsAt', 'capacity', 'coming', 'waiting'])
        .select(['cancelled_at as cancelledAt', 'revision', 'circle_id as circle'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  const { circle, ...event } = row;
  return { event, sight: await sightIn(tx, actor, circle) };
}

/** @returns how one stands now. @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER, COMMUNITY_EVENT_CLOSED */
export async function answerEvent(
  app: App,
  actor: Participant,
  id: string,
  answer: 'come' | 'stay-away',
): Promise<'coming' | 'waiting' | 'away'> {
  return transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    const { event, sight } = await holdEvent(tx, actor, id);
    if (!isInside(sight)) throw new Fault('COMMUNITY_NOT_MEMBER');
    if (event.cancelledAt !== null || event.startsAt <= app.clock.now())
      throw new Fault('COMMUNITY_EVENT_CLOSED');
    if (answer === 'stay-away') {
      await withdraw(tx, event, actor.id);
      return 'away';
    }
    const before = await tx.db
      .selectFrom('community.rsvp')
      .select('state')
      .where('event_id', '=', id)
      .where('account_id', '=', actor.id)
      .executeTakeFirst();
    if (before) return before.state === 'coming' ? 'coming' : 'waiting';
    const state = hasPlace(event) ? 'coming' : 'waiting';
    await tx.db
      .insertInto('community.rsvp')
      .values({ event_id: id, account_id: actor.id, shown_as: actor.name, state, at: app.clock.now() })
      .execute();
    await count(tx, id, state === 'coming' ? { coming: 1, waiting: 0 } : { coming: 0, waiting: 1 });
    return state;
  });
}

/** Takes somebody off the list, and gives a free place on. Of an event that is held. */
export async function withdraw(
  tx: Transaction,
  event: Pick<HeldEvent, 'id' | 'capacity' | 'coming' | 'waiting'>,
  account: string,
): Promise<void> {
  const gone = await tx.db
    .deleteFrom('community.rsvp')
    .where('event_id', '=', event.id)
    .where('account_id', '=', account)
    .returning('state')
    .executeTakeFirst();
  if (!gone) return;
  const by = gone.state === 'coming' ? { coming: -1, waiting: 0 } : { coming: 0, waiting: -1 };
  await count(tx, event.id, by);
  await moveUp(tx, {
    ...event,
    coming: event.coming + by.coming,
    waiting: event.waiting + by.waiting,
  });
}

/** Those who have waited longest get the free places, and are told. Of an event that is held. */
export async function moveUp(
  tx: Transaction,
  event: Pick<HeldEvent, 'id' | 'capacity' | 'coming' | 'waiting'>,
): Promise<void> {
  const places = movingUp(event);
  if (places === 0) return;
  const moved = await tx.db
    .updateTable('community.rsvp')
    .set({ state: 'coming' })
    .where('event_id', '=', event.id)
    .where('account_id', 'in', (is) =>
      is
        .selectFrom('community.rsvp as queue')
        .select('queue.account_id')
        .where('queue.event_id', '=', event.id)
        .where('queue.state', '=', 'waiting')
        .orderBy('queue.asked')
        .limit(places),
    )
    .returning('account_id as account')
    .execute();
  await count(tx, event.id, { coming: moved.length, waiting: -moved.length });
  for (const { account } of moved)
    await tx.emit({
      type: 'rsvp.moved-up',
      subject: event.id,
      data: { account, at: tx.app.clock.now().toISOString() },
    });
}

const count = (tx: Transaction, id: string, by: { coming: number; waiting: number }) =>
  tx.db
    .updateTable('community.event')
    .set({ coming: sql<number>`coming + ${by.coming}`, waiting: sql<number>`waiting + ${by.waiting}` })
    .where('id', '=', id)
    .execute();
