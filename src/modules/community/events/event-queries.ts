// Events of a group by key, one's own next ones, and who comes to one: names to its host and to moderators only, logged.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { Sight } from '../groups/circle.ts';
import { sightOf } from '../groups/sight.ts';
import { stillInside } from '../groups/still-inside.ts';
import type { Participant } from '../permissions.ts';

export interface ListedEvent {
  id: string;
  circle: string;
  host: string | null;
  title: string;
  about: string;
  place: string;
  startsAt: Date;
  minutes: number;
  capacity: number | null;
  coming: number;
  waiting: number;
  cancelledAt: Date | null;
  revision: number;
}

const columns = [
  'e.id',
  'e.circle_id as circle',
  'e.host_id as host',
  'e.title',
  'e.about',
  'e.place',
  'e.starts_at as startsAt',
  'e.minutes',
  'e.capacity',
  'e.coming',
  'e.waiting',
  'e.cancelled_at as cancelledAt',
  'e.revision',
] as const;

/** Those that have not begun yet, the next one first. The caller has asked for the sight of the group. */
export async function eventsOf(
  app: App,
  circle: string,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: ListedEvent[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('community.event as e')
    .select(columns)
    .where('e.circle_id', '=', circle)
    .where('e.starts_at', '>', app.clock.now())
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(e.starts_at, e.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('e.starts_at')
    .orderBy('e.id')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.startsAt.toISOString(), last.id]) };
}

/** The next ones of all groups that one belongs to. */
export async function ownEvents(app: App, actor: Participant, limit: number): Promise<ListedEvent[]> {
  return ownData(app, actor, (db) =>
    db
      .selectFrom('community.member as m')
      .innerJoin('community.event as e', 'e.circle_id', 'm.circle_id')
      .select(columns)
      .where('m.account_id', '=', actor.id)
      .where(stillInside(app, actor, 'm'))
      .where('e.starts_at', '>', app.clock.now())
      .where('e.cancelled_at', 'is', null)
      .orderBy('e.starts_at')
      .orderBy('e.id')
      .limit(limit)
      .execute(),
  );
}

export interface EventView {
  event: ListedEvent;
  sight: Sight;
  own: 'coming' | 'waiting' | undefined;
  /** How many are before one on the waiting list. */
  before: number;
  /** Of its host and of moderators. */
  mayChange: boolean;
}

/** @throws Fault NOT_FOUND */
export async function readEvent(app: App, actor: Participant, id: string): Promise<EventView> {
  const event = isUuid(id)
    ? await app.db
        .selectFrom('community.event as e')
        .select(columns)
        .where('e.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!event) throw new Fault('NOT_FOUND');
  const sight = await sightOf(app, actor, event.circle);
  const own = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.rsvp as r')
      .select(['r.state', 'r.asked'])
      .select((is) =>
        is
          .selectFrom('community.rsvp as q')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .whereRef('q.event_id', '=', 'r.event_id')
          .where('q.state', '=', 'waiting')
          .whereRef('q.asked', '<', 'r.asked')
          .as('before'),
      )
      .where('r.event_id', '=', id)
      .where('r.account_id', '=', actor.id)
      .executeTakeFirst(),
  );
  return {
    event,
    sight,
    own: own === undefined ? undefined : own.state === 'coming' ? 'coming' : 'waiting',
    before: own?.state === 'waiting' ? Number(own.before ?? 0) : 0,
    mayChange: actor.kind === 'staff' && (event.host === actor.id || sight.mayModerate),
  };
}

/** In the order in which they have asked, by key. Each of them finds in their log that the list was read. */
export async function guestList(
  app: App,
  actor: Participant,
  event: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: { shownAs: string; state: string }[]; next: string | null }> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('community.rsvp')
      .select(['account_id as account', 'shown_as as shownAs', 'state', 'asked'])
      .where('event_id', '=', event)
      .$if(after !== undefined, (query) => query.where(sql<boolean>`asked > ${after}::bigint`))
      .orderBy('asked')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    await tx.recordAccess(
      ...page
        .filter(({ account }) => account !== actor.id)
        .map(({ account }) => ({
          kind: 'read' as const,
          subject: account,
          fields: ['attendance'],
          purpose: 'community',
        })),
    );
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ shownAs, state }) => ({ shownAs, state })),
      next: pageKey(last && [String(last.asked)]),
    };
  });
}
