// A member plans an event of the group, changes it or calls it off; more places let those who wait move up at once.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isOfStaff } from '../groups/circle.ts';
import { insideOf } from '../groups/sight.ts';
import { begin, refuseFlood } from '../people/begin.ts';
import { wordsOf } from '../search/words.ts';
import { holdEvent, moveUp } from './answer-event.ts';

export interface WantedEvent {
  title: string;
  about: string;
  place: string;
  startsAt: Date;
  minutes: number;
  /** Null: as many as want to. */
  capacity: number | null;
}

const rowOf = ({ title, about, place, startsAt, minutes, capacity }: WantedEvent) => ({
  ...{ title, about, place, minutes, capacity },
  starts_at: startsAt,
  words: wordsOf(title, about, place),
});

/** @param id uuid, made with the form. @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER, COMMUNITY_TOO_MANY, SENT_BEFORE with something else in it */
export async function planEvent(
  app: App,
  actor: StaffActor,
  circle: string,
  id: string,
  wanted: WantedEvent,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    if (!isOfStaff(await insideOf(tx, actor, circle))) throw new Fault('COMMUNITY_NOT_MEMBER');
    await begin(tx, actor);
    await refuseFlood(tx, actor);
    const made = await tx.db
      .insertInto('community.event')
      .values({ id, circle_id: circle, host_id: actor.id, made_at: app.clock.now(), ...rowOf(wanted) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) return tx.emit({ type: 'event.planned', subject: id, data: {} });
    const before = await tx.db
      .selectFrom('community.event')
      .select(['circle_id', 'host_id', 'title', 'about', 'place', 'starts_at', 'minutes', 'capacity'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (before?.host_id !== actor.id || before.circle_id !== circle || !isSame(before, wanted))
      throw new Fault('SENT_BEFORE');
  });
}

const isSame = (
  before: Omit<WantedEvent, 'startsAt'> & { starts_at: Date },
  { title, about, place, startsAt, minutes, capacity }: WantedEvent,
): boolean =>
  before.title === title &&
  before.about === about &&
  before.place === place &&
  before.starts_at.getTime() === startsAt.getTime() &&
  before.minutes === minutes &&
  before.capacity === capacity;

/** By its host or a moderator. @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT, COMMUNITY_EVENT_CLOSED, INVALID for too few places */
export async function changeEvent(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  wanted: WantedEvent | 'cancel',
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const { event, sight } = await holdEvent(tx, actor, id);
    // Who waits is told that they come: a use of their data.
    await tx.recordAccess();
    if (event.host !== actor.id && !sight.mayModerate) throw new Fault('FORBIDDEN');
    if (event.cancelledAt !== null) throw new Fault('COMMUNITY_EVENT_CLOSED');
    if (event.revision !== revision) throw new Fault('REVISION_CONFLICT');
    if (wanted !== 'cancel' && wanted.capacity !== null && wanted.capacity < event.coming)
      throw new Fault('INVALID');
    await tx.db
      .updateTable('community.event')
      .set({
        ...(wanted === 'cancel' ? { cancelled_at: app.clock.now() } : rowOf(wanted)),
        revision: revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await tx.emit({
      type: wanted === 'cancel' ? 'event.cancelled' : 'event.changed',
      subject: id,
      data: { revision: revision + 1 },
    });
    if (wanted !== 'cancel') await moveUp(tx, { ...event, capacity: wanted.capacity });
  });
}
