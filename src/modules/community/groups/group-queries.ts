// Groups that somebody sees, one's own groups, and who is in one: by key.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { Participant } from '../permissions.ts';
import type { MemberRole } from './circle.ts';
import { stillInside } from './still-inside.ts';

export interface ListedGroup {
  id: string;
  name: string;
  about: string;
  open: boolean;
  members: number;
  entries: number;
  lastAt: Date;
}
const listed = [
  'c.id',
  'c.name',
  'c.about',
  'c.open',
  'c.members',
  'c.entries',
  'c.last_at as lastAt',
] as const;

/** All groups by when something happened last, closed ones too: staff see that there are, and ask to come in. */
export async function allGroups(
  app: App,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: ListedGroup[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('community.circle as c')
    .select(listed)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(c.last_at, c.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('c.last_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.lastAt.toISOString(), last.id]) };
}

/** Most recent first; nobody is in more groups than one page shows them all. */
export async function ownGroups(app: App, actor: Participant): Promise<(ListedGroup & { role: string })[]> {
  return ownData(app, actor, (db) =>
    db
      .selectFrom('community.member as m')
      .innerJoin('community.circle as c', 'c.id', 'm.circle_id')
      .select([...listed, 'm.role'])
      .where('m.account_id', '=', actor.id)
      .where(stillInside(app, actor, 'm'))
      .orderBy('c.last_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(100)
      .execute(),
  );
}

/** Whether one has asked to come in and nobody has decided yet. */
export async function hasAsked(app: App, actor: Participant, circle: string): Promise<boolean> {
  const row = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.request')
      .select('at')
      .where('circle_id', '=', circle)
      .where('account_id', '=', actor.id)
      .executeTakeFirst(),
  );
  return row !== undefined;
}

export interface ListedMember {
  account: string;
  shownAs: string;
  role: MemberRole;
  organisation: string | null;
  until: string | null;
  joinedAt: Date;
}

/** To those who belong to the group: each has come in by the name that is shown. In the order in which they came. */
export async function membersOf(
  app: App,
  circle: string,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: ListedMember[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.member')
      .select(['account_id as account', 'shown_as as shownAs', 'role', 'organisation', 'until'])
      .select('joined_at as joinedAt')
      .where('circle_id', '=', circle)
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(joined_at, account_id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
        ),
      )
      .orderBy('joined_at')
      .orderBy('account_id')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, role: row.role as MemberRole }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.joinedAt.toISOString(), last.account]) };
}

export interface Waiting {
  requests: { account: string; shownAs: string; at: Date }[];
  invitations: { id: string; name: string; email: string; organisation: string; until: string }[];
}

/** Who waits to be let in, and who was asked in: for moderators; those who wait read it in their log. */
export async function waitingFor(app: App, actor: StaffActor, circle: string): Promise<Waiting> {
  return transact(app, actor, async (tx) => {
    const requests = await tx.db
      .selectFrom('community.request')
      .select(['account_id as account', 'shown_as as shownAs', 'at'])
      .where('circle_id', '=', circle)
      .orderBy('at')
      .limit(50)
      .execute();
    const invitations = await tx.db
      .selectFrom('community.invitation')
      .select(['id', 'name', 'email', 'organisation', 'until'])
      .where('circle_id', '=', circle)
      .where('account_id', 'is', null)
      .orderBy('invited_at')
      .limit(50)
      .execute();
    await tx.recordAccess(
      ...requests.map(({ account }) => ({
        kind: 'read' as const,
        subject: account,
        fields: ['name'],
        purpose: 'community',
      })),
    );
    return { requests, invitations };
  });
}

/** What staff outside of a closed group see of it. @throws Fault NOT_FOUND */
export async function closedGroup(app: App, id: string): Promise<{ name: string; about: string }> {
  const row = isUuid(id)
    ? await app.db
        .selectFrom('community.circle')
        .select(['name', 'about'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  return row;
}
