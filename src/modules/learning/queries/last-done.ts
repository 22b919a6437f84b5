// When staff last did their courses, and until when what came of it is valid.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';

export interface LastDone {
  completedAt: Date;
  /** Undefined: without end. */
  validUntil: Date | undefined;
}

/**
 * By `<staff> <course>`. What was revoked counts as not done.
 * @param course of all, when absent
 */
export async function lastDone(
  db: Database,
  staffIds: readonly string[],
  course?: string,
): Promise<Map<string, LastDone>> {
  if (staffIds.length === 0) return new Map();
  const { rows } = await sql<{ staff: string; course: string; at: Date; until: Date | null }>`
    select distinct on (staff_id, course) staff_id as staff, course, issued_at as at, valid_until as until
    from learning.certificate
    where staff_id = any(${[...staffIds]}::uuid[]) and revoked_at is null
      ${course === undefined ? sql`` : sql`and course = ${course}`}
    order by staff_id, course, issued_at desc`.execute(db);
  return new Map(
    rows.map((row) => [
      `${row.staff} ${row.course}`,
      { completedAt: row.at, validUntil: row.until ?? undefined },
    ]),
  );
}
