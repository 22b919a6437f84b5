// Computes the whole log anew from the rows of the access log, and notes everything that does not fit.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { currentLog } from '../log/current-log.ts';
import type { Finding } from '../check/finding.ts';
import { findingsIn } from '../check/findings-in.ts';

/** Findings that are kept of one run; if somebody changed all rows, a thousand say so as well as a million. */
const mostKept = 1_000;

export interface CheckResult {
  /** Leaves that were looked at. */
  size: number;
  /** How many things did not fit; `findings` has the first of them. */
  found: number;
  findings: Finding[];
}

/** Checks the current log; what is appended meanwhile is left to the next time. */
export async function checkLog(app: App): Promise<CheckResult> {
  const { number } = currentLog.of(app);
  const began = app.clock.now();
  const findings: Finding[] = [];
  let found = 0;
  const { size, settled_id: settled } = await app.db
    .selectFrom('transparency.log')
    .select(['size', 'settled_id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await impersonal(app, 'keep-log', async () => {
    for await (const finding of findingsIn(app, { size, settled })) {
      found += 1;
      if (findings.length < mostKept) findings.push(finding);
    }
  });
  await app.db.transaction().execute(async (db) => {
    const { id } = await db
      .insertInto('transparency.check_run')
      .values({ log: number, size, began_at: began, ended_at: app.clock.now(), found })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`insert into transparency.finding (run, number, kind, entry_id, index, detail)
      select ${id}, position, kind, entry_id, index, detail
      from jsonb_to_recordset(${JSON.stringify(
        findings.map(({ kind, entry, index, detail }, position) => ({
          position,
          kind,
          entry_id: entry,
          index,
          detail,
        })),
      )}::jsonb) as new (position int, kind text, entry_id bigint, index bigint, detail text)`.execute(db);
  });
  if (found > 0) {
    const [first] = findings;
    app.log.error(
      `ALARM: the access log does not fit the transparency log: ${found} findings, the first: ${first?.detail ?? ''}. ` +
        'See docs/guides/transparency-log.md',
    );
  }
  return { size, found, findings };
}
