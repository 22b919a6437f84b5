// Whose data members of staff have used within a span of time, by key: the persons affected when such an access was misused.
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** Which uses count; at least one of account, unit, role or case narrows them. */
export interface ExposedUses {
  from: Date;
  to: Date;
  actorId: string | null;
  unit: string | null;
  role: string | null;
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
const condition = ({ from, to, actorId, unit, role, fields, purposes, caseRef, now }: ExposedUses) => sql`
  entry.actor_kind = 'staff' and entry.at >= ${from} and entry.at <= ${to}
    and (entry.hidden_until is null or entry.hidden_until <= ${now})
    and (${actorId}::uuid is null or entry.actor_id = ${actorId}::uuid)
    and (${unit}::text is null or entry.actor_unit = ${unit}::text)
    and (${role}::text is null or entry.actor_role = ${role}::text)
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

/** In the order of their keys. @param after key of the last one seen */
export async function affectedPersons(
  db: Database,
  uses: ExposedUses,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<AffectedPerson[]> {
  const { rows } = await sql<AffectedPerson>`
    with matching as (
      select entry.subject_id, entry.id, entry.at, entry.fields from kernel.access_entry entry
      where ${condition(uses)} and (${after ?? null}::uuid is null or entry.subject_id > ${after ?? null}::uuid)
    ), persons as (
      select subject_id, count(*)::int as uses, min(at) as first_at, max(at) as last_at
      from matching group by subject_id order by subject_id limit ${limit}
    )
    select persons.subject_id as subject, persons.uses, persons.first_at as "firstAt", persons.last_at as "lastAt",
      array(select distinct field from matching cross join unnest(matching.fields) as field
        where matching.subject_id = persons.subject_id
          and (cardinality(${uses.fields}::text[]) = 0 or field = any(${uses.fields}::text[]))
        order by field) as fields
    from persons order by persons.subject_id`.execute(db);
  return rows;
}
