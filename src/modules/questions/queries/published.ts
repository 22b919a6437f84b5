// Questions as everyone reads them: only what staff have released.
import { sql, type Selectable } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { QuestionsPublished } from '../../../kernel/db/tables.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { holdsWords } from '../search-language.ts';

export type Published = Omit<Selectable<QuestionsPublished>, 'words'>;

const columns = [
  ...(['question_id', 'title', 'body', 'answer', 'links', 'language', 'service', 'topic', 'area'] as const),
  ...(['unit', 'state', 'asked_on', 'due', 'answered_on', 'published_at', 'changed_at'] as const),
  ...(['helped', 'not_helped'] as const),
] as const;

export interface PublishedFilter {
  topic?: string | undefined;
  unit?: string | undefined;
  service?: string | undefined;
  state?: string | undefined;
  words?: string | undefined;
}

/** Newest first, by key. */
export async function publishedQuestions(
  app: App,
  {
    limit,
    after,
    words,
    ...filter
  }: PublishedFilter & { limit: number; after?: readonly [at: string, id: string] | undefined },
): Promise<{ items: Published[]; next: string | null }> {
  const rows = await (['topic', 'unit', 'service', 'state'] as const)
    .reduce((query, column) => {
      const wanted = filter[column];
      return wanted === undefined ? query : query.where(column, '=', wanted);
    }, app.db.selectFrom('questions.published').select(columns))
    .$if(words !== undefined, (query) => query.where(holdsWords(words ?? '')))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(published_at, question_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('question_id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.published_at.toISOString(), last.question_id]) };
}

export async function publishedById(app: App, id: string): Promise<Published | undefined> {
  return app.db
    .selectFrom('questions.published')
    .select(columns)
    .where('question_id', '=', id)
    .executeTakeFirst();
}
