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

/** Newest first, by key; `by` is what counts as new: when it first appeared, or when it was released last. */
export async function publishedQuestions(
  app: App,
  {
    limit,
    after,
    words,
    by = 'published_at',
    ...filter
  }: PublishedFilter & {
    limit: number;
    by?: 'published_at' | 'changed_at';
    after?: readonly [at: string, id: string] | undefined;
  },
): Promise<{ items: Published[]; next: string | null }> {
  const rows = await (['topic', 'unit', 'service', 'state'] as const)
    .reduce((query, column) => {
      const wanted = filter[column];
      return wanted === undefined ? query : query.where(column, '=', wanted);
    }, app.db.selectFrom('questions.published').select(columns))
    .$if(words !== undefined, (query) => query.where(holdsWords(words ?? '')))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${sql.ref(by)}, question_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy(by, 'desc')
    .orderBy('question_id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last[by].toISOString(), last.question_id]) };
}

export async function publishedById(app: App, id: string): Promise<Published | undefined> {
  return app.db
    .selectFrom('questions.published')
    .select(columns)
    .where('question_id', '=', id)
    .executeTakeFirst();
}

/** Units with public questions: one step through the index for each, however many questions there are. */
export async function unitsOfPublished(app: App): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`with recursive each as (
      (select unit from questions.published order by unit limit 1)
      union all
      select (select unit from questions.published where unit > each.unit order by unit limit 1) from each
      where each.unit is not null
    ) select unit from each where unit is not null`.execute(app.db);
  return rows.map(({ unit }) => unit);
}
