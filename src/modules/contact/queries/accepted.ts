// What was accepted: for everyone as a public log, for staff those that the file has overtaken, for the patch those that hold.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { pageKey } from '../../../kernel/page-key.ts';

const columns = [
  'id',
  'kind',
  'subject',
  'field',
  'file_value as fileValue',
  'old_value as old',
  'value',
  'reason',
  'since',
  'ended_at as endedAt',
  'ended_why as endedWhy',
] as const;

export interface Accepted {
  id: number;
  kind: string;
  subject: string;
  field: string;
  fileValue: string;
  old: string;
  value: string;
  reason: string;
  since: Date;
  endedAt: Date | null;
  endedWhy: string | null;
}

const pageSize = 50;

/** The newest first, by key. */
export async function acceptedLog(
  app: App,
  after: readonly [string, string] | undefined,
): Promise<{ items: Accepted[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('contact.correction')
    .select(columns)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(since, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::bigint)`),
    )
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.since.toISOString(), String(last.id)]) };
}

/** Lately, so that staff see what their file has ended. */
export const overtakenByFile = (app: App): Promise<Accepted[]> =>
  app.db
    .selectFrom('contact.correction')
    .select(columns)
    .where('ended_why', '=', 'file')
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute();

/** Those that lie over the files now. */
export const acceptedNow = (app: App): Promise<Accepted[]> =>
  app.db
    .selectFrom('contact.correction')
    .select(columns)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
