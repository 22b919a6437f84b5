// What became of the lines of a batch: in order and each once for programs, the refused ones first for people.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { looksSince } from '../../../kernel/audit/looks-since.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { FaultPlace } from '../../../kernel/errors.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { findBatch, type Batch } from './batches.ts';

export interface LineResult {
  line: number;
  /** The sender's own id, where the line says one. */
  clientId: string | null;
  /** HTTP status that it would have had by itself. */
  status: number;
  code: string | null;
  errors: FaultPlace[];
  caseRef: string | null;
  caseState: string | null;
}

/** A page that shows progress is looked at again and again; whoever sent it learns of it once. */
const once = 12 * 60 * 60 * 1000;

/**
 * A batch whose results will be shown. Whoever sent it learns that somebody else of the company looks at them.
 * @throws Fault NOT_FOUND
 */
export async function openBatch(app: App, actor: PersonActor, id: string): Promise<Batch> {
  const batch = await findBatch(app, actor, id);
  if (batch.ownerId === actor.id) return batch;
  const purpose = `batch-results|${batch.serviceId}`;
  await transact(app, actor, async (tx) => {
    const since = new Date(app.clock.now().getTime() - once);
    const look = { actorId: actor.id, purpose, subjects: [batch.ownerId], since };
    if ((await looksSince(tx, look)).size > 0) {
      tx.impersonal('logged-before');
      return;
    }
    await tx.recordAccess({ kind: 'read', subject: batch.ownerId, fields: ['answers'], purpose });
  });
  return batch;
}

const columns = ['line', 'client_id', 'status', 'code', 'errors', 'case_ref', 'case_state'] as const;

function toResult(row: {
  line: number;
  client_id: string | null;
  status: number | null;
  code: string | null;
  errors: unknown;
  case_ref: string | null;
  case_state: string | null;
}): LineResult {
  return {
    line: row.line,
    clientId: row.client_id,
    status: row.status ?? 0,
    code: row.code,
    errors: row.errors as FaultPlace[],
    caseRef: row.case_ref,
    caseState: row.case_state,
  };
}

const portion = 500;

/**
 * Results in the order of the lines, as far as there is no gap: who asks again after the last one gets each once.
 * @param after the last line already seen
 */
export async function* batchResults(app: App, batchId: string, after: number): AsyncGenerator<LineResult> {
  let seen = after;
  for (;;) {
    const rows = await impersonal(app, 'logged-before', (db) =>
      db
        .selectFrom('intake.batch_line')
        .select(columns)
        .where('batch_id', '=', batchId)
        .where('line', '>', seen)
        .where(
          'line',
          '<',
          sql<number>`coalesce((select min(line) from intake.batch_line where batch_id = ${batchId}::uuid and status is null), 2147483647)`,
        )
        .orderBy('line')
        .limit(portion)
        .execute(),
    );
    for (const row of rows) yield toResult(row);
    if (rows.length < portion) return;
    seen = rows.at(-1)?.line ?? seen;
  }
}

/** Those that were refused first, each group by line. @param options.cursor key of the last one seen */
export async function resultsPage(
  app: App,
  batchId: string,
  options: { cursor?: string | undefined; limit: number },
): Promise<{ items: LineResult[]; next: string | null }> {
  const seen = readPageKey(options.cursor, 'number', 'number');
  let query = app.db
    .selectFrom('intake.batch_line')
    .select(columns)
    .where('batch_id', '=', batchId)
    .where('status', 'is not', null)
    .orderBy(sql`status = 201`)
    .orderBy('line')
    .limit(options.limit + 1);
  if (seen)
    query = query.where(
      sql<boolean>`((status = 201)::int, line) > (${Number(seen[0])}::int8, ${Number(seen[1])}::int8)`,
    );
  const rows = await impersonal(app, 'logged-before', () => query.execute());
  const items = rows.slice(0, options.limit).map(toResult);
  const last = rows.length > options.limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.status === 201 ? '1' : '0', String(last.line)]) };
}
