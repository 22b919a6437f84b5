// Initiatives as rows become them: one, several by id, and lists by key, newest change first.
import { sql, type Selectable } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { isPublic, type Initiative, type Light, type Phase, type PublicInitiative } from '../initiative.ts';
import { isSlug } from '../slug.ts';

export function initiativeOf(row: Selectable<DB['initiatives.initiative']>): Initiative {
  return {
    id: row.id,
    revision: row.revision,
    phase: row.phase as Phase,
    unit: row.unit,
    department: row.department,
    ownerId: row.owner_id,
    texts: row.texts as unknown as Initiative['texts'],
    topics: row.topics,
    services: row.services,
    partnerUnits: row.partner_units,
    partners: row.partners,
    needs: row.needs,
    obstacles: row.obstacles,
    origins: row.origins,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    ownerLight: row.owner_light as Light | null,
    hubLight: row.hub_light as Light | null,
    credit: row.credit_rappen,
    spent: row.spent_rappen,
    publishedAt: row.published_at,
    changedAt: row.changed_at,
  };
}

export async function initiativeById(db: Database, id: string | undefined): Promise<Initiative | undefined> {
  if (id === undefined || !isSlug(id)) return undefined;
  const row = await db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && initiativeOf(row);
}

export async function publicInitiative(
  app: App,
  id: string | undefined,
): Promise<PublicInitiative | undefined> {
  const found = await initiativeById(app.db, id);
  return isPublic(found) ? found : undefined;
}

/** Those of these ids that are public, by id. */
export async function publicByIds(app: App, ids: readonly string[]): Promise<Map<string, PublicInitiative>> {
  if (ids.length === 0) return new Map();
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('published_at', 'is not', null)
    .execute();
  return new Map(
    rows
      .map(initiativeOf)
      .filter(isPublic)
      .map((each) => [each.id, each]),
  );
}

export interface Filter {
  department?: string | undefined;
  phase?: Phase | undefined;
}

type Key = readonly [string, string];

export interface InitiativePage {
  items: PublicInitiative[];
  next: string | null;
}

/** Each combination of the filter is a range of one index. */
export async function publicInitiatives(
  app: App,
  { department, phase }: Filter,
  limit: number,
  after?: Key,
): Promise<InitiativePage> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('published_at', 'is not', null)
    .$if(department !== undefined, (query) => query.where('department', '=', department ?? ''))
    .$if(phase !== undefined, (query) => query.where('phase', '=', phase ?? ''))
    .$if(after !== undefined, (query) => query.where(before(after)))
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(initiativeOf).filter(isPublic);
  return { items, next: nextKey(rows.length > limit ? items.at(-1) : undefined) };
}

/** Drafts, too: for staff. */
export async function allInitiatives(
  app: App,
  limit: number,
  after?: Key,
): Promise<{ items: Initiative[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .$if(after !== undefined, (query) => query.where(before(after)))
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(initiativeOf);
  return { items, next: nextKey(rows.length > limit ? items.at(-1) : undefined) };
}

const before = (after: Key | undefined) =>
  sql<boolean>`(changed_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]})`;
const nextKey = (last: Initiative | undefined) => pageKey(last && [last.changedAt.toISOString(), last.id]);

/** Public ones in the order in which they end: the picture of the portfolio in time. */
export async function initiativesInTime(app: App, limit: number, after?: Key): Promise<InitiativePage> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('published_at', 'is not', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(ends_on, id) > (${after?.[0]}::date, ${after?.[1]})`),
    )
    .orderBy('ends_on')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(initiativeOf).filter(isPublic);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.endsOn ?? '', last.id]) };
}

/** Public ones that name this id among what they need, what is in their way, or what they are about. */
export async function publicNaming(
  app: App,
  column: 'needs' | 'obstacles' | 'services',
  id: string,
): Promise<PublicInitiative[]> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('published_at', 'is not', null)
    .where(sql<boolean>`${sql.ref(column)} @> array[${id}::text]`)
    .orderBy('id')
    .limit(50)
    .execute();
  return rows.map(initiativeOf).filter(isPublic);
}

export interface DepartmentSum {
  department: string;
  count: number;
  credit: number;
  spent: number;
}

/** Public money by department: some hundred rows at most, of one index. */
export async function sumsByDepartment(app: App): Promise<DepartmentSum[]> {
  return app.db
    .selectFrom('initiatives.initiative')
    .select([
      'department',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`sum(credit_rappen)::bigint`.as('credit'),
      sql<number>`sum(spent_rappen)::bigint`.as('spent'),
    ])
    .where('published_at', 'is not', null)
    .groupBy('department')
    .orderBy('department')
    .execute();
}

/** How many are public in each phase. */
export async function countsByPhase(app: App): Promise<Map<Phase, number>> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .select(['phase', sql<number>`count(*)::int`.as('count')])
    .where('published_at', 'is not', null)
    .groupBy('phase')
    .execute();
  return new Map(rows.map(({ phase, count }) => [phase as Phase, count]));
}

/** Public ones that wait for others. */
export async function dependentInitiatives(app: App, limit: number): Promise<PublicInitiative[]> {
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('published_at', 'is not', null)
    .where(sql<boolean>`cardinality(needs) > 0`)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(initiativeOf).filter(isPublic);
}

/** Those of these ids that exist, drafts too. */
export async function knownIds(app: App, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await app.db
    .selectFrom('initiatives.initiative')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}
