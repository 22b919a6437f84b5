// Whose data members of staff have used within a span of time, by key: the persons affected when such an access was misused.
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** Which uses count; at least one of account, unit, role or case narrows them. */
export interface ExposedUses {
  from: Date;
  to: Date;
  actorId: string | null;
  unit: string | null;
  /** As the log names it; it names one role of an account only. */
  role: string | null;
  /** Accounts that have the role besides others: their uses count, too. */
  roleAccounts: readonly string[];
  /** Empty: all. */
  fields: readonly string[];
  /** Keys without the service; empty: all. */
  purposes: readonly string[];
  caseRef: string | null;
  /** Uses that a law still hides from the person at this instant do not count: the notice would give them away. */
  now: Date;
}

export interface AffectedPerson {
  /** Account. */
  subject: string;
  /** Those of the wanted fields, by name. */
  fields: string[];
  uses: number;
  firstAt: Date;
  lastAt: Date;
}

// The index of the log knows uses of staff by time; programs and people act by their own rights.
const condition = ({
  from,
  to,
  actorId,
  unit,
  role,
  roleAccounts,
  fields,
  purposes,
  caseRef,
  now,
}: ExposedUses) => sql`
  entry.actor_kind = 'staff' and entry.at >= ${from} and entry.at <= ${to}
    and (entry.hidden_until is null or entry.hidden_until <= ${now})
    and (${actorId}::uuid is null or entry.actor_id = ${actorId}::uuid)
    and (${unit}::text is null or entry.actor_unit = ${unit}::text)
    and (${role}::text is null or entry.actor_role = ${role}::text or entry.actor_id = any(${roleAccounts}::uuid[]))
    and (${caseRef}::text is null or entry.case_ref = ${caseRef}::text)
    and (cardinality(${fields}::text[]) = 0 or entry.fields && ${fields}::text[])
    and (cardinality(${purposes}::text[]) = 0 or split_part(entry.purpose, '|', 1) = any(${purposes}::text[]))`;

/** How many persons, and how many uses. */
export async function countAffected(
  db: Database,
  uses: ExposedUses,
): Promise<{ persons: number; uses: number }> {
  const { rows } = await sql<{ persons: number; uses: number }>`
    select count(distinct entry.subject_id)::int as persons, count(*)::int as uses
    from kernel.access_entry entry where ${condition(uses)}`.execute(db);
  return rows[0] ?? { persons: 0, uses: 0 };
}

/** In the order of their keys, reckoned in one pass: a breach may concern hundreds of thousands of uses. @param after key of the last one seen */
export async function affectedPersons(
  db: Database,
  uses: ExposedUses,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<AffectedPerson[]> {
  const { rows } = await sql<AffectedPerson>`
    select entry.subject_id as subject, count(distinct entry.id)::int as uses, min(entry.at) as "firstAt", max(entry.at) as "lastAt",
      coalesce(array_agg(distinct field order by field)
        filter (where cardinality(${uses.fields}::text[]) = 0 or field = any(${uses.fields}::text[])), '{}') as fields
    from kernel.access_entry entry left join lateral unnest(entry.fields) as field on true
    where ${condition(uses)} and (${after ?? null}::uuid is null or entry.subject_id > ${after ?? null}::uuid)
    group by entry.subject_id order by entry.subject_id limit ${limit}`.execute(db);
  return rows;
}
