// Who of the staff has used the data of many people in a span of time.
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

export interface BusyReader {
  actorId: string;
  /** The unit of their latest use. */
  unit: string | null;
  /** How many different people; themselves not counted. */
  subjects: number;
}

/** @param span `more`: only those with more people than this. The most first, a hundred at most */
export async function busyReaders(
  db: Database,
  span: { since: Date; until: Date; more: number },
): Promise<BusyReader[]> {
  const { rows } = await sql<BusyReader>`
    select actor_id as "actorId", (array_agg(actor_unit order by id desc))[1] as unit,
      count(distinct subject_id)::int as subjects
    from kernel.access_entry
    where actor_kind = 'staff' and at > ${span.since} and at <= ${span.until} and subject_id <> actor_id
    group by actor_id having count(distinct subject_id) > ${span.more}
    order by subjects desc, actor_id limit 100`.execute(db);
  return rows;
}

/** How many different people one of them has read, themselves not counted. */
export async function readPersons(
  db: Database,
  actorId: string,
  span: { since: Date; until: Date },
): Promise<number> {
  const { rows } = await sql<{ subjects: number }>`
    select count(distinct subject_id)::int as subjects from kernel.access_entry
    where actor_kind = 'staff' and actor_id = ${actorId} and at > ${span.since} and at <= ${span.until}
      and subject_id <> actor_id`.execute(db);
  return rows[0]?.subjects ?? 0;
}
