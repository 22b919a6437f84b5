// How many breaches are open, and of how many of them the time is over without a notice to the authority.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

export async function countIncidents(app: App): Promise<{ open: number; overdue: number }> {
  const { rows } = await impersonal(app, 'count', (db) =>
    sql<{ open: number; overdue: number }>`
      select count(*)::int as open,
        count(*) filter (where authority_told_at is null and due < ${app.clock.now()})::int as overdue
      from oversight.incident where closed_at is null`.execute(db),
  );
  return rows[0] ?? { open: 0, overdue: 0 };
}
