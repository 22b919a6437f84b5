// Legal obstacles: one, lists by key, those of a service; and which services an obstacle concerns, by definitions and by the register.
import { sql, type Selectable } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { serviceById, services } from '../../catalogue/index.ts';
import type { Obstacle, ObstacleState } from '../obstacle.ts';
import { isSlug } from '../slug.ts';

function obstacleOf(row: Selectable<DB['initiatives.obstacle']>): Obstacle {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state as ObstacleState,
    texts: row.texts as unknown as Obstacle['texts'],
    act: row.act,
    number: row.number,
    article: row.article,
    unverified: row.unverified,
    services: row.services,
    unit: row.unit,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

export async function obstacleById(db: Database, id: string | undefined): Promise<Obstacle | undefined> {
  if (id === undefined || !isSlug(id)) return undefined;
  const row = await db.selectFrom('initiatives.obstacle').selectAll().where('id', '=', id).executeTakeFirst();
  return row && obstacleOf(row);
}

export async function holdObstacle(db: Database, id: string): Promise<Obstacle | undefined> {
  const row = await db
    .selectFrom('initiatives.obstacle')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && obstacleOf(row);
}

export async function obstaclesByIds(app: App, ids: readonly string[]): Promise<Obstacle[]> {
  if (ids.length === 0) return [];
  const rows = await app.db
    .selectFrom('initiatives.obstacle')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return rows.map(obstacleOf);
}

export async function obstacleList(
  app: App,
  {
    state,
    limit,
    after,
  }: { state?: ObstacleState | undefined; limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: Obstacle[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('initiatives.obstacle')
    .selectAll()
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(changed_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]})`),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(obstacleOf);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.changedAt.toISOString(), last.id]) };
}

/** Those that the register says are in a service's way, and those that its definition names. */
export async function obstaclesOfService(app: App, service: string): Promise<Obstacle[]> {
  const named = serviceById(app, service)?.obstacles ?? [];
  const rows = await app.db
    .selectFrom('initiatives.obstacle')
    .selectAll()
    .where((is) =>
      is.or([
        sql<boolean>`services @> array[${service}::text]`,
        ...(named.length > 0 ? [is('id', 'in', [...named])] : []),
      ]),
    )
    .orderBy('id')
    .limit(50)
    .execute();
  return rows.map(obstacleOf);
}

/** Ids of the services that it makes harder: by the register, and by their definitions. */
export const servicesBlocked = (app: App, { id, services: said }: Obstacle): string[] =>
  [
    ...new Set([
      ...said,
      ...services(app)
        .filter(({ obstacles }) => obstacles?.includes(id))
        .map((service) => service.id),
    ]),
  ].toSorted();

/** Other services whose definition rests on the same act: a change of it concerns them, too. */
export function servicesOnSameAct(app: App, obstacle: Obstacle): string[] {
  if (obstacle.number === '') return [];
  const blocked = new Set(servicesBlocked(app, obstacle));
  return services(app)
    .filter(
      ({ id, legalBasis }) => !blocked.has(id) && legalBasis.some(({ number }) => number === obstacle.number),
    )
    .map(({ id }) => id);
}

export interface ObstacleStep {
  id: number;
  state: ObstacleState;
  words: string;
  language: Language;
  at: Date;
}

const mostSteps = 100;

/** How far it was when, newest first. */
export async function obstacleSteps(app: App, id: string): Promise<ObstacleStep[]> {
  const rows = await app.db
    .selectFrom('initiatives.obstacle_step')
    .select(['id', 'state', 'words', 'language', 'at'])
    .where('obstacle_id', '=', id)
    .orderBy('id', 'desc')
    .limit(mostSteps)
    .execute();
  return rows.map((row) => ({
    ...row,
    state: row.state as ObstacleState,
    language: row.language as Language,
  }));
}

/** How many are in each state: some dozens, of one index. */
export async function countsByState(app: App): Promise<Map<ObstacleState, number>> {
  const rows = await app.db
    .selectFrom('initiatives.obstacle')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state as ObstacleState, count]));
}
