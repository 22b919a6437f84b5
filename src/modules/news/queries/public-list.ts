// The public list of news, newest first: by key, one range of one index whatever it is filtered by.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { PublicItem } from '../item.ts';
import { filterKey, type Filter } from './filter.ts';
import { isPublic, itemOf } from './items.ts';

type Key = readonly [string, string];

export interface NewsPage {
  items: PublicItem[];
  next: string | null;
  /** Key of the page before; '' is the first page, null: this is the first. */
  previous: string | null;
}

const listed = (app: App, filter: Filter) =>
  app.db.selectFrom('news.listed as listed').where('listed.filter', '=', filterKey(filter));

/** Withdrawn ones stay in it and say so: nothing disappears silently. */
export async function publicList(
  app: App,
  { filter, limit, after }: { filter: Filter; limit: number; after?: Key | undefined },
): Promise<NewsPage> {
  const rows = await listed(app, filter)
    .innerJoin('news.item as item', 'item.id', 'listed.item_id')
    .selectAll('item')
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(listed.published_at, listed.item_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('listed.published_at', 'desc')
    .orderBy('listed.item_id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(itemOf).filter(isPublic);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    next: pageKey(last && [last.publishedAt.toISOString(), last.id]),
    previous: after === undefined ? null : await keyBefore(app, filter, limit, after),
  };
}

/** The key of the page before: the entry that lies one page above the one behind which this page begins. */
async function keyBefore(app: App, filter: Filter, limit: number, [at, id]: Key): Promise<string> {
  const newer = await listed(app, filter)
    .select(['listed.published_at as at', 'listed.item_id as id'])
    .where(sql<boolean>`(listed.published_at, listed.item_id) >= (${at}::timestamptz, ${id}::uuid)`)
    .orderBy('listed.published_at')
    .orderBy('listed.item_id')
    .limit(limit + 1)
    .execute();
  const start = newer.length > limit ? newer.at(-1) : undefined;
  return pageKey(start && [start.at.toISOString(), start.id]) ?? '';
}

/** The newest that stand: not withdrawn. */
export async function newest(app: App, filter: Filter, count: number): Promise<PublicItem[]> {
  const rows = await listed(app, filter)
    .innerJoin('news.item as item', 'item.id', 'listed.item_id')
    .selectAll('item')
    .where('item.state', '=', 'published')
    .orderBy('listed.published_at', 'desc')
    .orderBy('listed.item_id', 'desc')
    .limit(count)
    .execute();
  return rows.map(itemOf).filter(isPublic);
}

export async function publicItem(app: App, id: string | undefined): Promise<PublicItem | undefined> {
  if (id === undefined || !isUuid(id)) return undefined;
  const row = await app.db.selectFrom('news.item').selectAll().where('id', '=', id).executeTakeFirst();
  const item = row && itemOf(row);
  return isPublic(item) ? item : undefined;
}
