// What someone has sent in batches, for the copy of their data: a line each, with its answers while it waits.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

const portion = 200;

export interface ExportedLine {
  batch: string;
  service: string;
  organisation: string;
  sentAt: string;
  line: number;
  /** What the sender calls it. */
  id: string | null;
  /** Answers, as long as the line waits. */
  content: string | null;
  status: number | null;
  code: string | null;
  errors: unknown;
  case: string | null;
}

/** In portions, by batch and line. The caller logs the use. */
export async function* exportBatches(app: App, actor: PersonActor): AsyncGenerator<ExportedLine> {
  let seen = { batch: '00000000-0000-0000-0000-000000000000', line: 0 };
  for (;;) {
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('intake.batch_line as line')
        .innerJoin('intake.batch as batch', 'batch.id', 'line.batch_id')
        .select(['batch.id', 'batch.service_id', 'batch.organisation_id', 'batch.created_at'])
        .select(['line.line', 'client_id', 'content', 'status', 'code', 'errors', 'case_ref'])
        .where('batch.owner_id', '=', actor.id)
        .where(sql<boolean>`(batch.id, line.line) > (${seen.batch}::uuid, ${seen.line}::int)`)
        .orderBy('batch.id')
        .orderBy('line.line')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      yield {
        batch: row.id,
        service: row.service_id,
        organisation: row.organisation_id,
        sentAt: row.created_at.toISOString(),
        line: row.line,
        id: row.client_id,
        content: row.content,
        status: row.status,
        code: row.code,
        errors: row.errors,
        case: row.case_ref,
      };
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    seen = { batch: last.id, line: last.line };
  }
}
