// What everyone may see: published contributions with the name that their authors wanted to be shown by.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Fate } from '../moderation-rules.ts';
import { pageKey } from '../../../kernel/page-key.ts';

export interface PublishedContribution {
  id: string;
  act: string;
  /** What it is about within the process, e.g. a paragraph; empty: all of it. */
  anchor: string;
  title: string;
  body: string;
  data: Record<string, unknown>;
  language: string;
  at: Date;
  /** A name, or the signs of a pseudonym. */
  shownAs: string;
  named: boolean;
  organisation: boolean;
  /** What became of it; null as long as nobody has said. */
  fate: Fate | null;
  reason: string | null;
  link: string | null;
  unit: string | null;
  decidedAt: Date | null;
  /** In which words it was taken up, and in which version of a text it stands. */
  wording: string | null;
  version: number | null;
}

export interface Wanted {
  process: string;
  act?: string | undefined;
  anchor?: string | undefined;
  id?: string | undefined;
  /** Only those of which somebody has said what became of them. */
  answered?: boolean;
  /** All parts of this one. */
  statement?: string | undefined;
  limit: number;
  /** Key of the last one shown: instant and id. */
  after?: readonly [at: string, id: string] | undefined;
}

/** Newest first, by key. `next` is the key behind which the list goes on. */
export async function publishedContributions(
  app: App,
  { process, act, anchor, id, answered, statement, limit, after }: Wanted,
): Promise<{ items: PublishedContribution[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('participation.contribution as c')
      .innerJoin('participation.author as author', 'author.id', 'c.author_id')
      .select(['c.id', 'c.act', 'c.anchor', 'c.title', 'c.body', 'c.data', 'c.language', 'c.at'])
      .select(['author.shown_as as shownAs', 'author.named', 'author.organisation'])
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select(['fate.fate', 'fate.reason', 'fate.link', 'fate.unit', 'fate.decided_at as decidedAt'])
      .select(['fate.wording', 'fate.version'])
      .where('c.process_id', '=', process)
      .where('c.state', '=', 'published')
      .where(sql<boolean>`c.listed`)
      .$if(act !== undefined, (query) => query.where('c.act', '=', act ?? ''))
      .$if(anchor !== undefined, (query) => query.where('c.anchor', '=', anchor ?? ''))
      .$if(answered === true, (query) => query.where('fate.fate', 'is not', null))
      .$if(statement !== undefined, (query) =>
        query.where(sql<boolean>`c.data ? 'statement' and c.data ->> 'statement' = ${statement ?? ''}`),
      )
      .$if(id !== undefined, (query) => query.where('c.id', '=', id ?? ''))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(c.at, c.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('c.at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    data: row.data as Record<string, unknown>,
    fate: row.fate as Fate | null,
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}

/** Counts by act and anchor, kept as contributions come in. */
export async function talliesOf(
  app: App,
  process: string,
): Promise<{ act: string; anchor: string; count: number }[]> {
  return app.db
    .selectFrom('participation.tally')
    .select(['act', 'anchor', 'count'])
    .where('process_id', '=', process)
    .execute();
}

/** How many have which fate. */
export async function fateCounts(app: App, process: string): Promise<Record<Fate, number>> {
  const rows = await app.db
    .selectFrom('participation.fate')
    .select(({ fn }) => ['fate', fn.countAll<string>().as('count')])
    .where('process_id', '=', process)
    .groupBy('fate')
    .execute();
  const count = (fate: Fate) => Number(rows.find((row) => row.fate === fate)?.count ?? 0);
  return { taken: count('taken'), partly: count('partly'), not: count('not') };
}
