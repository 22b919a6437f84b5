// What one member of staff has used of one case for a purpose, within a span of time: for whoever oversees it.
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

export interface WantedUses {
  /** Comes back with the answer. */
  id: string;
  actorId: string;
  caseRef: string;
  from: Date;
  to: Date;
}

/**
 * @param purpose without the service: `emergency`
 * @returns by id, the names of the data; nothing was used where an id is missing
 */
export async function usesOfCase(
  db: Database,
  purpose: string,
  wanted: readonly WantedUses[],
): Promise<Map<string, string[]>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; fields: string[] }>`
    select wanted.id, array_agg(distinct field order by field) as fields
    from json_to_recordset(${JSON.stringify(wanted)}::json)
      as wanted (id text, "actorId" uuid, "caseRef" text, "from" timestamptz, "to" timestamptz)
    join kernel.access_entry entry on entry.actor_id = wanted."actorId" and entry.case_ref = wanted."caseRef"
      and entry.at between wanted."from" and wanted."to" and split_part(entry.purpose, '|', 1) = ${purpose}
    cross join unnest(entry.fields) as field
    group by wanted.id`.execute(db);
  return new Map(rows.map(({ id, fields }) => [id, fields]));
}
