// The versions of data sets, newest first, by key.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { pageKey } from '../../../kernel/page-key.ts';

type Change = 'first' | 'rows' | 'columns';

export interface Version {
  dataset: string;
  number: number;
  madeAt: Date;
  sha256: string;
  bytes: number;
  rows: number;
  change: Change;
  /** Whether the version itself is kept, and not its checksum only. */
  whole: boolean;
}

const columns = [
  ...(['dataset', 'number', 'made_at as madeAt', 'sha256', 'bytes', 'rows', 'change'] as const),
  sql<boolean>`csv is not null`.as('whole'),
] as const;

const versionOf = (row: {
  dataset: string;
  number: number;
  madeAt: Date;
  sha256: string;
  bytes: string | number | bigint;
  rows: string | number | bigint;
  change: string;
  whole: boolean;
}): Version => ({
  ...row,
  bytes: Number(row.bytes),
  rows: Number(row.rows),
  change: row.change === 'first' || row.change === 'columns' ? row.change : 'rows',
});

export interface Newest extends Version {
  checkedAt: Date;
}

/** Of each set; a set that was never looked at is absent. */
export async function newestVersions(app: App, ids: readonly string[]): Promise<Map<string, Newest>> {
  if (ids.length === 0) return new Map();
  const rows = await app.db
    .selectFrom('opendata.newest as newest')
    .innerJoin('opendata.version as version', (join) =>
      join.onRef('newest.dataset', '=', 'version.dataset').onRef('newest.number', '=', 'version.number'),
    )
    .select(['version.dataset', 'version.number', 'made_at as madeAt', 'sha256', 'bytes', 'rows', 'change'])
    .select(['checked_at as checkedAt', sql<boolean>`csv is not null`.as('whole')])
    .where('newest.dataset', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.dataset, { ...versionOf(row), checkedAt: row.checkedAt }]));
}

/** A key may name any number; the column holds 32 bits. */
const withinInteger = (number: string | number | undefined): number => Math.min(Number(number), 2 ** 31 - 1);

/** Of one set. @param before number of the last one shown */
export async function versionsOf(
  app: App,
  dataset: string,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<{ items: Version[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('opendata.version')
    .select(columns)
    .where('dataset', '=', dataset)
    .$if(before !== undefined, (query) => query.where('number', '<', withinInteger(before)))
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(versionOf);
  return { items, next: pageKey(rows.length > limit ? [String(items.at(-1)?.number)] : undefined) };
}

/** Of all sets, newest first. @param after instant, set and number of the last one shown */
export async function allVersions(
  app: App,
  { limit, after }: { limit: number; after?: { at: string; dataset: string; number: number } | undefined },
): Promise<Version[]> {
  const rows = await app.db
    .selectFrom('opendata.version')
    .select(columns)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(made_at, dataset, number) < (${after?.at}::timestamptz, ${after?.dataset}, ${withinInteger(after?.number)}::integer)`,
      ),
    )
    .orderBy('made_at', 'desc')
    .orderBy('dataset', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(versionOf);
}

/** What was kept of a version; undefined where there is none, or only its checksum. */
export async function keptText(
  app: App,
  dataset: string,
  number: number,
  format: 'csv' | 'json',
): Promise<{ text: string; sha256: string; madeAt: Date } | undefined> {
  const row = await app.db
    .selectFrom('opendata.version')
    .select([`${format} as text`, 'sha256', 'made_at as madeAt'])
    .where('dataset', '=', dataset)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && row.text !== null ? { ...row, text: row.text } : undefined;
}
