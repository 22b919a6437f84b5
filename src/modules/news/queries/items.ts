// News as rows become items: one, or the desk of those who write, by key.
import type { Selectable } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { sql } from 'kysely';
import type { Item, PublicItem, State } from '../item.ts';

export function itemOf(row: Selectable<DB['news.item']>): Item {
  return {
    id: row.id,
    state: row.state as State,
    revision: row.revision,
    texts: row.texts as unknown as Item['texts'],
    topics: row.topics,
    areas: row.areas,
    unit: row.unit,
    services: row.services,
    processes: row.processes,
    fourEyes: row.four_eyes,
    writtenBy: row.written_by,
    approvedBy: row.approved_by,
    publishAt: row.publish_at,
    publishedAt: row.published_at,
    changedAt: row.changed_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: row.withdrawn_reason as Item['withdrawnReason'],
    updatedAt: row.updated_at,
  };
}

export async function itemById(db: Database, id: string | undefined): Promise<Item | undefined> {
  if (id === undefined || !isUuid(id)) return undefined;
  const row = await db.selectFrom('news.item').selectAll().where('id', '=', id).executeTakeFirst();
  return row && itemOf(row);
}

export const isPublic = (item: Item | undefined): item is PublicItem =>
  item !== undefined && item.publishedAt !== null && item.changedAt !== null;

/** What those who write have in a state, changed last first. */
export async function desk(
  app: App,
  state: State,
  limit: number,
  after: readonly [string, string] | undefined,
): Promise<{ items: Item[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('news.item')
    .selectAll()
    .where('state', '=', state)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(updated_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(itemOf);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.updatedAt.toISOString(), last.id]) };
}
