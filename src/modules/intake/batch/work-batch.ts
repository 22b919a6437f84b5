// Works off a batch, a few seconds at a time so that other jobs have their turn; each line is one transaction, and is done once.
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { isUnstorable } from '../../../kernel/db/unstorable.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { personActor } from '../../identity/index.ts';
import { askFields, onlyFields, type AskedFields } from '../actions/known-fields.ts';
import { leftOut, submitOfProgram } from '../actions/submit-of-program.ts';
import { requireAdmission } from '../admission.ts';
import { placesOf, readLine } from './read-line.ts';

const task = 'intake.work-batch';
const programme = { kind: 'programme', task } as const;

/** Milliseconds that one job works before it gives way. */
const turn = 4_000;
/** Milliseconds to wait when something of ours has failed, or others are at all that is left. */
const aMoment = 1_000;
/** Milliseconds after sending during which a line waits for a register that does not answer, rather than go without. */
const patience = 3_600_000;
/** Milliseconds until a silent register is asked again. */
const aWhile = 5_000;
/** A line that fails for a reason of ours is tried as often, then it gets the result 500. */
const mostAttempts = 3;

/** Queues the work; at most one job of a batch waits, and keeps its place. @param later milliseconds */
export async function queueBatch(tx: Transaction, batchId: string, later = 0): Promise<void> {
  // Jobs run by the time of the database, whatever day a demonstration plays on.
  const runAt = new Date(Date.now() + later);
  const options = { key: `batch/${batchId}`, keepPlace: true, ...(later > 0 ? { runAt } : {}) };
  await tx.queue(task, { batch: batchId }, options);
}

interface Work {
  app: App;
  batchId: string;
  definition: ServiceDefinition;
  actor: PersonActor;
  language: Language;
  createdAt: Date;
  /** Why nothing of this batch may be submitted any more. */
  refusal: Fault | undefined;
}

/** May run twice at a time: rows that one works on are locked, and the other passes them over. */
export async function workBatch(app: App, payload: Record<string, unknown>): Promise<void> {
  const work = await begin(app, String(payload['batch']));
  if (!work) return;
  const until = performance.now() + turn;
  let last: LineEnd = 'none';
  // Once a turn for all its lines: registers may be slow, and are kept by others.
  const fields = work.refusal ?? (await askOrRefuse(work));
  do last = await workLine(work, fields);
  while (last === 'done' && performance.now() < until);
  await endTurn(work, last === 'done' ? 0 : last === 'waits' ? aWhile : aMoment);
}

/** Says that somebody is working; undefined when there is nothing left to do. */
async function begin(app: App, batchId: string): Promise<Work | undefined> {
  return transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const batch = await tx.db
      .updateTable('intake.batch')
      .set({ worked_at: sql`now()` })
      .where('id', '=', batchId)
      .where('finished_at', 'is', null)
      .returning([
        'owner_id',
        'organisation_id',
        'assurance',
        'service_id',
        'service_version',
        'language',
        'created_at',
      ])
      .executeTakeFirst();
    if (!batch) return undefined;
    const definition = await requireServiceVersion(app, batch.service_id, batch.service_version);
    // As surely as they had signed in when they sent it.
    const account = await personActor(tx, batch.owner_id);
    const actor = { ...account, assurance: batch.assurance as PersonActor['assurance'] };
    const language = batch.language as Language;
    const refusal = refusalNow(batch.organisation_id, definition, actor, language);
    return { app, batchId, definition, actor, language, createdAt: batch.created_at, refusal };
  });
}

/** What the registers say; or that the purpose has been closed since: then no line is submitted, and each says so. */
async function askOrRefuse({ app, actor, definition }: Work): Promise<AskedFields | Fault> {
  try {
    return await askFields(app, actor, definition);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** Whoever sent it may have left the company since. */
function refusalNow(
  organisationId: string,
  definition: ServiceDefinition,
  actor: PersonActor,
  language: Language,
): Fault | undefined {
  if (actor.organisationId !== organisationId) return new Fault('ACTING_NOT_ALLOWED');
  try {
    requireAdmission(definition, actor, language);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** `none`: there is no line that nobody else works on; `failed`: for a reason of ours; `waits`: for a register. */
type LineEnd = 'done' | 'none' | 'failed' | 'waits';

/** @param fields what the registers say, or why nothing is submitted */
async function workLine(work: Work, fields: AskedFields | Fault): Promise<LineEnd> {
  const { app, batchId, actor, definition, language } = work;
  let line: number | undefined;
  try {
    return await transact(app, actor, async (tx) => {
      // The line is the sender's own; what becomes of it is logged where it becomes a case.
      tx.ownData();
      const row = await tx.db
        .selectFrom('intake.batch_line')
        .select(['line', 'content'])
        .where('batch_id', '=', batchId)
        .where('status', 'is', null)
        .orderBy('line')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!row) return 'none';
      line = row.line;
      if (fields instanceof Fault) throw fields;
      const { answers } = readLine(Buffer.from(row.content ?? ''));
      const needed = onlyFields(fields, leftOut(answers, 'api'));
      const waited = app.clock.now().getTime() - work.createdAt.getTime();
      if (needed.silent.length > 0 && waited < patience) return 'waits';
      const { ref, state } = await submitOfProgram(tx, actor, {
        definition,
        answers,
        fields: needed,
        language,
        channel: 'api',
        inBatch: true,
      });
      await tx.db
        .updateTable('intake.batch_line')
        .set({ status: 201, case_ref: ref, case_state: state, content: null, done_at: app.clock.now() })
        .where('batch_id', '=', batchId)
        .where('line', '=', row.line)
        .execute();
      return 'done';
    });
  } catch (error) {
    if (line === undefined) throw error;
    return recordFault(work, line, error);
  }
}

/** What was wrong with the answers is the line's result; what was wrong with us is tried again. */
async function recordFault({ app, batchId }: Work, line: number, error: unknown): Promise<LineEnd> {
  const fault = error instanceof Fault ? error : isUnstorable(error) ? new Fault('BAD_REQUEST') : undefined;
  if (!fault) app.log.error({ err: error, batch: batchId, line }, 'A line of a batch failed');
  return transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const open = tx.db
      .updateTable('intake.batch_line')
      .where('batch_id', '=', batchId)
      .where('line', '=', line)
      .where('status', 'is', null);
    const result = (of: Fault) => ({
      status: of.status,
      code: of.code,
      errors: placesOf(of),
      content: null,
      done_at: app.clock.now(),
    });
    if (fault) {
      await open.set(result(fault)).execute();
      return 'done';
    }
    const tried = await open
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
      .returning('attempts')
      .executeTakeFirst();
    if (tried && tried.attempts >= mostAttempts) await open.set(result(new Fault('INTERNAL'))).execute();
    return 'failed';
  });
}

/** Queues the next turn, or says that all is done: once, whoever does the last line. @param pause milliseconds */
async function endTurn({ app, batchId, actor, definition, language }: Work, pause: number): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('count');
    // Two that end at the same time must not both find the other's last line open.
    await tx.db.selectFrom('intake.batch').select('id').where('id', '=', batchId).forUpdate().execute();
    const open = await tx.db
      .selectFrom('intake.batch_line')
      .select('line')
      .where('batch_id', '=', batchId)
      .where('status', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (open) return queueBatch(tx, batchId, pause);
    const { accepted } = await tx.db
      .selectFrom('intake.batch_line')
      .select(({ fn }) => fn.countAll<string>().as('accepted'))
      .where('batch_id', '=', batchId)
      .where('status', '=', 201)
      .executeTakeFirstOrThrow();
    const finished = await tx.db
      .updateTable('intake.batch')
      .set({ finished_at: app.clock.now() })
      .where('id', '=', batchId)
      .where('finished_at', 'is', null)
      .returning('lines')
      .executeTakeFirst();
    if (!finished) return;
    const counts = { lines: finished.lines, accepted: Number(accepted) };
    await tx.emit({
      type: 'batch.finished',
      subject: batchId,
      data: { service: definition.id, owner: actor.id, language, ...counts },
    });
  });
}
