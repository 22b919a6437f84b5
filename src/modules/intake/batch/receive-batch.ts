// Takes in a batch: claims its key, keeps each line, and leaves the work to a job. What is wrong with a line is its own result.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { piecesOf, type Content } from '../../../kernel/files/content.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireOpenPurpose } from '../../governance/index.ts';
import { requireAdmission } from '../admission.ts';
import { batchLimits } from './batch-limits.ts';
import { idOf, placesOf, readLine } from './read-line.ts';
import { splitLines } from './split-lines.ts';
import { queueBatch } from './work-batch.ts';

interface BatchRequest {
  definition: ServiceDefinition;
  /** Newline delimited JSON. */
  content: Content;
  /** Idempotency key, the sender's own. */
  key: string;
  language: Language;
}

/** Whether batches of a service can be sent: only companies send any. */
export const takesBatches = ({ identity }: ServiceDefinition): boolean =>
  identity.actFor.includes('organisation');

/**
 * The same key with the same content gives the same batch, also when sent at the same time. All lines are kept, or none.
 * @returns id of the batch
 * @throws Fault ACTING_NOT_ALLOWED, ASSURANCE_TOO_LOW, PURPOSE_CLOSED, SERVICE_WITHOUT_BATCHES, IDEMPOTENCY_KEY_REUSED,
 *   BATCH_EMPTY, BATCH_TOO_LARGE, TOO_MANY_BATCHES
 */
export async function receiveBatch(
  app: App,
  actor: PersonActor,
  { definition, content, key, language }: BatchRequest,
): Promise<string> {
  const { organisationId } = actor;
  if (organisationId === undefined) throw new Fault('ACTING_NOT_ALLOWED');
  if (!takesBatches(definition)) throw new Fault('SERVICE_WITHOUT_BATCHES');
  requireAdmission(definition, actor, language);
  await requireOpenPurpose(app, app.db, definition);
  const hash = createHash('sha256')
    .update(`${organisationId}\n${definition.id}\n`)
    .update(content.sha256)
    .digest();
  return transact(app, actor, async (tx) => {
    tx.ownData();
    // Claims the key first: a second request with it waits here until the first has committed or failed.
    const claimed = await tx.db
      .insertInto('intake.batch')
      .values({
        owner_id: actor.id,
        organisation_id: organisationId,
        assurance: actor.assurance,
        service_id: definition.id,
        service_version: definition.version,
        language,
        idempotency_key: key,
        request_hash: hash,
        created_at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.constraint('batch_once').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!claimed) return batchBefore(tx, actor, key, hash);
    const lines = await keepLines(tx, claimed.id, content);
    if (lines === 0) throw new Fault('BATCH_EMPTY');
    await requireRoom(tx, organisationId);
    await tx.db.updateTable('intake.batch').set({ lines }).where('id', '=', claimed.id).execute();
    await queueBatch(tx, claimed.id);
    return claimed.id;
  });
}

async function batchBefore(tx: Transaction, actor: PersonActor, key: string, hash: Buffer): Promise<string> {
  const before = await tx.db
    .selectFrom('intake.batch')
    .select(['id', 'request_hash'])
    .where('owner_id', '=', actor.id)
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  if (!before.request_hash.equals(hash)) throw new Fault('IDEMPOTENCY_KEY_REUSED');
  return before.id;
}

/** What one statement inserts at most: 65,535 values are the most that PostgreSQL takes, and memory holds them meanwhile. */
const atOnce = { rows: 500, bytes: 1024 * 1024 };

interface Row {
  batch_id: string;
  line: number;
  client_id: string | null;
  content: string | null;
  status: number | null;
  code: string | null;
  errors: string;
  done_at: Date | null;
}

/** @returns how many lines there are */
async function keepLines(tx: Transaction, batchId: string, content: Content): Promise<number> {
  const ids = new Set<string>();
  let rows: Row[] = [];
  let size = 0;
  let count = 0;
  const store = async () => {
    if (rows.length > 0) await tx.db.insertInto('intake.batch_line').values(rows).execute();
    rows = [];
    size = 0;
  };
  for await (const { number, bytes } of splitLines(piecesOf(content), batchLimits.line)) {
    if (++count > batchLimits.lines)
      throw new Fault('BATCH_TOO_LARGE', { detail: `at most ${batchLimits.lines} lines` });
    rows.push({ batch_id: batchId, line: number, ...lineOf(tx, bytes, ids) });
    size += bytes?.length ?? 0;
    if (rows.length === atOnce.rows || size >= atOnce.bytes) await store();
  }
  await store();
  return count;
}

/** @param ids of the lines before */
function lineOf({ app }: Transaction, bytes: Buffer | undefined, ids: Set<string>) {
  try {
    const { id } = readLine(bytes);
    // The same thing twice, most likely: the second one is told instead of becoming another case.
    if (ids.has(id)) throw new Fault('LINE_ID_REPEATED');
    ids.add(id);
    const content = bytes?.toString() ?? '';
    return { client_id: id, content, status: null, code: null, errors: '[]', done_at: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { status, code } = error;
    const done_at = app.clock.now();
    return { client_id: idOf(bytes), content: null, status, code, errors: placesOf(error), done_at };
  }
}

/** Batches of a company that come at the same time wait for each other, so that they count each other. */
async function requireRoom(tx: Transaction, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`batches ${organisationId}`}, 0))`.execute(tx.db);
  const { waiting } = await tx.db
    .selectFrom('intake.batch_line as line')
    .innerJoin('intake.batch as batch', 'batch.id', 'line.batch_id')
    .select(({ fn }) => fn.countAll<string>().as('waiting'))
    .where('batch.organisation_id', '=', organisationId)
    .where('batch.finished_at', 'is', null)
    .where('line.status', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(waiting) > batchLimits.waiting) throw new Fault('TOO_MANY_BATCHES');
}
