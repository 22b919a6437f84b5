// Entries of the access log with every column, for whoever has to show that none was changed; and their lawful end.
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** How long an entry is kept at least: the trigger on the table lets none go before. */
export const keptYears = 10;

export interface WholeEntry {
  id: string;
  /** UTC with microseconds, as PostgreSQL keeps it: `2026-11-24T08:00:00.000000Z`. */
  at: string;
  kind: string;
  actorKind: string;
  actorId: string | null;
  actorRole: string | null;
  actorUnit: string | null;
  subject: string;
  fields: string[];
  purpose: string;
  legalBasis: string | null;
  caseRef: string | null;
  /** As `at`; the person sees the entry from then on. */
  hiddenUntil: string | null;
  hiddenBasis: string | null;
  salt: Buffer;
}

/** Columns by the names that `WholeEntry` has for them; a test holds them against the table. */
export const wholeColumns = {
  id: 'id',
  at: 'at',
  kind: 'kind',
  actorKind: 'actor_kind',
  actorId: 'actor_id',
  actorRole: 'actor_role',
  actorUnit: 'actor_unit',
  subject: 'subject_id',
  fields: 'fields',
  purpose: 'purpose',
  legalBasis: 'legal_basis',
  caseRef: 'case_ref',
  hiddenUntil: 'hidden_until',
  hiddenBasis: 'hidden_basis',
  salt: 'salt',
} as const satisfies Record<keyof WholeEntry, string>;

const selected = sql.join(
  Object.entries(wholeColumns).map(([name, column]) => {
    const value =
      column === 'at' || column === 'hidden_until'
        ? sql`to_char(${sql.ref(`entry.${column}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
        : column === 'id'
          ? sql`entry.id::text`
          : sql.ref(`entry.${column}`);
    return sql`${value} as ${sql.id(name)}`;
  }),
);

/** Entries by number: after one, up to another, at most `limit`. */
export async function entriesBetween(
  db: Database,
  after: number,
  upTo: number,
  limit?: number,
): Promise<WholeEntry[]> {
  const { rows } = await sql<WholeEntry>`select ${selected} from kernel.access_entry entry
    where entry.id > ${after} and entry.id <= ${upTo} order by entry.id, entry.at limit ${limit ?? null}`.execute(
    db,
  );
  return rows;
}

/** Entries with these numbers, as far as they are about this person and not hidden now; the newest first. */
export async function entriesAbout(
  db: Database,
  subject: string,
  ids: readonly number[],
  now: Date,
): Promise<WholeEntry[]> {
  const { rows } = await sql<WholeEntry>`select ${selected} from kernel.access_entry entry
    where entry.subject_id = ${subject} and entry.id = any(${ids}::bigint[])
      and (entry.hidden_until is null or entry.hidden_until <= ${now}) order by entry.id desc`.execute(db);
  return rows;
}

/**
 * Removes entries whose retention is over, the oldest first. The table's trigger refuses any other.
 * @param now an instant; a demonstration's clock may be ahead of the database's, which then decides
 * @param upTo only entries up to this number
 * @returns their numbers
 */
export async function removeOldEntries(
  db: Database,
  now: Date,
  upTo: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with old as (
      select id, at from kernel.access_entry
      where at < least(${now}::timestamptz, now()) - make_interval(years => ${keptYears})
        and id <= ${upTo}
      order by at, id limit ${limit}
    )
    delete from kernel.access_entry entry using old
    where entry.id = old.id and entry.at = old.at returning entry.id`.execute(db);
  return rows.map(({ id }) => id);
}
