// The search of the community: texts, groups, documents, events and people, within what whoever asks may see.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import type { EntryKind } from '../entries/entry.ts';
import { holdsTerms } from './words.ts';

export interface FoundText {
  id: string;
  kind: EntryKind;
  title: string;
  language: string;
  at: Date;
}

/** Groups whose texts one may read: open ones, and one's own. */
const visible = (actor: StaffActor, column: string) => sql<boolean>`exists (select from community.circle k
  where k.id = ${sql.ref(column)} and (k.open or exists (select from community.member own
    where own.circle_id = k.id and own.account_id = ${actor.id} and own.role <> 'guest')))`;

/** Newest first, by key. */
export async function findTexts(
  app: App,
  actor: StaffActor,
  terms: string,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: FoundText[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.entry as e')
      .select(['e.id', 'e.kind', 'e.title', 'e.language', 'e.at'])
      .where('e.state', '=', 'shown')
      .where(holdsTerms('e.words', terms))
      .where((is) => is.or([is('e.circle_id', 'is', null), visible(actor, 'e.circle_id')]))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(e.at, e.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('e.at', 'desc')
      .orderBy('e.id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, kind: row.kind as EntryKind }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}

export interface FoundBeside {
  href: string;
  title: string;
  what: 'group' | 'document' | 'event';
}

/** The first few groups, documents and coming events. */
export async function findBeside(
  app: App,
  actor: StaffActor,
  terms: string,
  limit: number,
): Promise<FoundBeside[]> {
  const groups = await app.db
    .selectFrom('community.circle')
    .select(['id', 'name as title'])
    .where(holdsTerms('words', terms))
    .orderBy('last_at', 'desc')
    .limit(limit)
    .execute();
  const documents = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.document as d')
      .select(['d.id', 'd.title'])
      .where(holdsTerms('d.words', terms))
      .where(visible(actor, 'd.circle_id'))
      .orderBy('d.last_at', 'desc')
      .limit(limit)
      .execute(),
  );
  const events = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.event as v')
      .select(['v.id', 'v.title'])
      .where(holdsTerms('v.words', terms))
      .where('v.cancelled_at', 'is', null)
      .where('v.starts_at', '>', app.clock.now())
      .where(visible(actor, 'v.circle_id'))
      .orderBy('v.starts_at')
      .limit(limit)
      .execute(),
  );
  return [
    ...groups.map(({ id, title }) => ({
      href: `/gemeinschaft/gruppen/${id}`,
      title,
      what: 'group' as const,
    })),
    ...documents.map(({ id, title }) => ({
      href: `/gemeinschaft/dokumente/${id}`,
      title,
      what: 'document' as const,
    })),
    ...events.map(({ id, title }) => ({
      href: `/gemeinschaft/anlaesse/${id}`,
      title,
      what: 'event' as const,
    })),
  ];
}
