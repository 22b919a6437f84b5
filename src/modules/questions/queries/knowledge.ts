// Articles as everyone reads them, and those that their unit has to check.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Article } from '../knowledge/article.ts';

const asArticle = <Row>(row: Row): Row & Pick<Article, 'texts'> => row as Row & Pick<Article, 'texts'>;

export async function articleById(app: App, id: string): Promise<Article | undefined> {
  const row = await app.db
    .selectFrom('questions.article')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && asArticle(row);
}

/** All that belong to a service; there are few. */
export async function articlesOfService(app: App, service: string): Promise<Article[]> {
  const rows = await app.db
    .selectFrom('questions.article')
    .selectAll()
    .where(sql<boolean>`services @> array[${service}::text]`)
    .orderBy('id')
    .limit(10)
    .execute();
  return rows.map(asArticle);
}

/** By id, by key. */
export async function articles(
  app: App,
  { topic, limit, after }: { topic?: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: Article[]; next: string | undefined }> {
  const rows = await app.db
    .selectFrom('questions.article')
    .selectAll()
    .$if(topic !== undefined, (query) => query.where(sql<boolean>`topics @> array[${topic}::text]`))
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(asArticle);
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}

/** Of some units, those to be checked first at the top. */
export async function articlesToReview(
  app: App,
  units: readonly string[],
  limit: number,
): Promise<Article[]> {
  const rows = await app.db
    .selectFrom('questions.article')
    .selectAll()
    .where('owner', 'in', ['', ...units])
    .orderBy('review_by')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(asArticle);
}

export interface ArticleVersion {
  version: number;
  unit: string;
  at: Date;
}

/** The newest first. */
export const versionsOf = (app: App, id: string): Promise<ArticleVersion[]> =>
  app.db
    .selectFrom('questions.article_version')
    .select(['version', 'unit', 'at'])
    .where('article_id', '=', id)
    .orderBy('version', 'desc')
    .limit(20)
    .execute();

export async function articleAt(
  app: App,
  id: string,
  version: number,
): Promise<Pick<Article, 'texts'> | undefined> {
  const row = await app.db
    .selectFrom('questions.article_version')
    .select('texts')
    .where('article_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && asArticle(row);
}
