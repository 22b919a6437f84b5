// Batches as the company sees them: which there are, and how far each is.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';

/** Where a company sends them by hand and sees them; below it each has its page. */
export const batchesAddress = '/konto/sammelmeldungen';

export interface Batch {
  id: string;
  ownerId: string;
  serviceId: string;
  /** In which what is wrong with answers is worded. */
  language: Language;
  state: 'waiting' | 'working' | 'done';
  createdAt: Date;
  finishedAt: Date | null;
  lines: number;
  /** Lines that have a result, and how many of them became a case. */
  done: number;
  accepted: number;
}

/** @throws Fault FORBIDDEN for who acts for no company; the routes don't let them in */
function companyOf(actor: PersonActor): string {
  if (actor.organisationId === undefined) throw new Fault('FORBIDDEN');
  return actor.organisationId;
}

const columns = ['id', 'owner_id', 'service_id', 'language', 'lines', 'created_at', 'finished_at'] as const;

interface Row {
  id: string;
  owner_id: string;
  service_id: string;
  language: string;
  lines: number;
  created_at: Date;
  finished_at: Date | null;
}

/** Counts the lines of all batches in one query. */
async function withCounts(app: App, rows: readonly Row[]): Promise<Batch[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const counts = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('intake.batch_line')
      .select([
        'batch_id',
        sql<string>`count(*) filter (where status is not null)`.as('done'),
        sql<string>`count(*) filter (where status = 201)`.as('accepted'),
      ])
      .where('batch_id', 'in', ids)
      .groupBy('batch_id')
      .execute(),
  );
  return rows.map((row) => {
    const count = counts.find((each) => each.batch_id === row.id);
    const done = Number(count?.done ?? 0);
    return {
      id: row.id,
      ownerId: row.owner_id,
      serviceId: row.service_id,
      language: row.language as Language,
      state: row.finished_at !== null ? 'done' : done > 0 ? 'working' : 'waiting',
      createdAt: row.created_at,
      finishedAt: row.finished_at,
      lines: row.lines,
      done,
      accepted: Number(count?.accepted ?? 0),
    };
  });
}

/** The company's batches, the latest first. @param options.cursor key of the last one seen */
export async function batchesOf(
  app: App,
  actor: PersonActor,
  options: { cursor?: string | undefined; limit: number },
): Promise<{ items: Batch[]; next: string | null }> {
  const seen = readPageKey(options.cursor, 'instant', 'uuid');
  let query = app.db
    .selectFrom('intake.batch')
    .select(columns)
    .where('organisation_id', '=', companyOf(actor))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(options.limit + 1);
  if (seen) {
    const [at, id] = seen;
    query = query.where(
      sql<boolean>`(created_at < ${at}::timestamptz or (created_at = ${at}::timestamptz and id > ${id}::uuid))`,
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, options.limit);
  const last = rows.length > options.limit ? shown.at(-1) : undefined;
  return {
    items: await withCounts(app, shown),
    next: pageKey(last && [last.created_at.toISOString(), last.id]),
  };
}

/** A batch of the actor's company. @throws Fault NOT_FOUND */
export async function findBatch(app: App, actor: PersonActor, id: string): Promise<Batch> {
  const row = isUuid(id)
    ? await app.db
        .selectFrom('intake.batch')
        .select(columns)
        .where('id', '=', id)
        .where('organisation_id', '=', companyOf(actor))
        .executeTakeFirst()
    : undefined;
  const [batch] = await withCounts(app, row ? [row] : []);
  if (!batch) throw new Fault('NOT_FOUND');
  return batch;
}
