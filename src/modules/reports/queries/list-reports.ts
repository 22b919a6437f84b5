// Lists of reports for everyone, newest first, by key; an index for every filter, so that a million open as fast as a hundred.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import type { ReportState } from '../states.ts';

/** What everyone may know of a report at once. */
export interface ListedReport {
  id: number;
  category: string;
  area: string;
  unit: string;
  state: ReportState;
  lon: number | null;
  lat: number | null;
  place: string | null;
  requestedAt: Date;
  updatedAt: Date;
  dueOn: string;
  supports: number;
  reopened: number;
  invented: boolean;
  language: string;
  /** Words that somebody has looked at; null: none, or none that are shown. */
  text: string | null;
  placeWords: string | null;
}

interface WantedReports {
  states: readonly ReportState[];
  category?: string | undefined;
  area?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/** Columns of `r` and `w` (only where the words are shown). */
export const listedColumns = sql<ListedReport>`r.id, r.category, r.area, r.unit, r.state, r.lon, r.lat, r.place,
  r.requested_at as "requestedAt", r.updated_at as "updatedAt", r.due_on::text as "dueOn", r.supports, r.reopened,
  r.invented, r.language, coalesce(w.public_text, w.text) as text, w.place_words as "placeWords"`;

export async function listReports(
  app: App,
  { states, category, area, limit, after }: WantedReports,
): Promise<{ items: ListedReport[]; next: string | null }> {
  // One walk along an index for each state, then the newest of all: a filter on several states would give up the order of the index.
  const { rows } = await impersonal(app, 'published', (db) =>
    sql<ListedReport>`
      select ${listedColumns}
      from unnest(${[...states]}::text[]) as asked (state)
      cross join lateral (
        select * from reports.report each
        where each.state = asked.state
          ${category === undefined ? sql`` : sql`and each.category = ${category}`}
          ${area === undefined ? sql`` : sql`and each.area = ${area}`}
          ${after === undefined ? sql`` : sql`and each.id < ${after}::bigint`}
        order by each.id desc limit ${limit + 1}
      ) r
      left join reports.words w on w.report_id = r.id and w.state = 'shown'
      order by r.id desc limit ${limit + 1}`.execute(db),
  );
  const items = rows.slice(0, limit);
  return { items, next: pageKey(rows.length > limit ? [String(items.at(-1)?.id)] : undefined) };
}

/** How many there are, by category, area and state; kept as they come in. */
export async function reportCount(
  app: App,
  { states, category, area }: Pick<WantedReports, 'states' | 'category' | 'area'>,
): Promise<number> {
  const { count } = await app.db
    .selectFrom('reports.tally')
    .select(({ fn }) => fn.sum<string | null>('count').as('count'))
    .where('state', 'in', [...states])
    .$if(category !== undefined, (query) => query.where('category', '=', category ?? ''))
    .$if(area !== undefined, (query) => query.where('area', '=', area ?? ''))
    .executeTakeFirstOrThrow();
  return Number(count ?? 0);
}
