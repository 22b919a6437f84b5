// However the work is broken off, it goes on at the line where it stopped, and each line is done once.
import { bareDb, barePool } from '../../../../tests/support/unguarded.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchNow, batchService, lineOf } from '../../../../tests/support/batch.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { ownRegister } from '../../../../tests/support/own-register.ts';
import { readConfig } from '../../../config.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { contentOf } from '../../../kernel/files/content.ts';
import { createProgram, seed, type Program } from '../../../program.ts';
import { examplesOf, serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { exportBatches } from '../queries/export-batches.ts';
import { batchLimits } from './batch-limits.ts';
import { batchResults, resultsPage, type LineResult } from './batch-results.ts';
import { findBatch } from './batches.ts';
import { receiveBatch } from './receive-batch.ts';
import { removeOldBatches, resumeBatches } from './tend-batches.ts';
import { workBatch } from './work-batch.ts';

// Without workers: the tests are the worker.
let database: TestDatabase;
let register: Awaited<ReturnType<typeof ownRegister>>;
let program: Program;
let actor: PersonActor;
beforeAll(async () => {
  database = await testDatabase();
  const config = readConfig({ LOG_LEVEL: 'silent', PORT: '1', NOW: batchNow });
  register = await ownRegister(config);
  program = await createProgram(config, database.url);
  await seed(program.app);
  const found = await demoActor(program.app, 'company-delta');
  if (found.kind !== 'person') throw new Error('The demonstration lacks what this test needs');
  actor = found;
}, 240_000);
afterAll(async () => {
  await program.close();
  await register?.close();
  await database.drop();
});

let keys = 0;
async function received(
  lines: string[],
  key = `key ${++keys}`,
  service: string = batchService,
): Promise<string> {
  const { app } = program;
  const definition = serviceById(app, service);
  if (!definition) throw new Error('The demonstration lacks what this test needs');
  const content = contentOf(Buffer.from(lines.join('\n')));
  return receiveBatch(app, actor, { definition, content, key, language: 'de' });
}

const numbered = (count: number) => Array.from({ length: count }, (_each, index) => lineOf(`n${index + 1}`));

async function resultsOf(id: string): Promise<LineResult[]> {
  const results = [];
  for await (const each of batchResults(program.app, id, 0)) results.push(each);
  return results;
}

async function workUntilDone(id: string): Promise<LineResult[]> {
  for (let turns = 0; turns < 200; turns++) {
    // A job that fails is tried again: connections that the database has ended may still be in the pool.
    await workBatch(program.app, { batch: id }).catch(() => undefined);
    const batch = await findBatch(program.app, actor, id).catch(() => undefined);
    if (batch?.state === 'done') return resultsOf(id);
    // After broken connections the registers are left alone for a while: lines that need them wait.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('The batch does not end');
}

async function cases(): Promise<number> {
  const { rows } = await barePool(program.app).query<{ count: number }>(
    'select count(*)::int as count from cases.matter',
  );
  return rows[0]?.count ?? 0;
}

/** Jobs of a batch that a worker could take. */
async function waitingJobs(id: string): Promise<number> {
  const { rows } = await barePool(program.app).query<{ count: number }>(
    'select count(*)::int as count from graphile_worker.jobs where key = $1 and locked_at is null',
    [`batch/${id}`],
  );
  return rows[0]?.count ?? 0;
}

test('a worker whose connections break in the middle of a line: the line is done again, the others are not', async () => {
  const { app } = program;
  const before = await cases();
  const id = await received(numbered(60));
  const work = workBatch(app, { batch: id }).then(
    () => 'ended',
    () => 'broken off',
  );
  await expect
    .poll(async () => (await findBatch(app, actor, id)).done, { interval: 10, timeout: 30_000 })
    .toBeGreaterThan(4);
  await barePool(app).query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
  );
  await work;
  // PostgreSQL ends connections a moment after it has answered: the pool may still hand out one of them.
  await expect.poll(() => findBatch(app, actor, id).catch(() => undefined)).toBeDefined();
  const { done, lines } = await findBatch(app, actor, id);
  expect(done).toBeLessThan(lines);
  expect(await cases()).toBe(before + done);
  const results = await workUntilDone(id);
  expect(results.map(({ line, status }) => [line, status])).toEqual(
    Array.from({ length: 60 }, (_each, index) => [index + 1, 201]),
  );
  expect(new Set(results.map(({ caseRef }) => caseRef)).size).toBe(60);
  expect(await cases()).toBe(before + 60);
  // Once more changes nothing.
  await workBatch(app, { batch: id });
  expect(await cases()).toBe(before + 60);
}, 120_000);

test('a killed process leaves its job locked: after a minute of silence another one is queued', async () => {
  const { app } = program;
  const id = await received(numbered(2));
  expect(await waitingJobs(id)).toBe(1);
  await barePool(app).query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed' where key = $1`,
    [`batch/${id}`],
  );
  await resumeBatches(app);
  expect(await waitingJobs(id)).toBe(0);
  await bareDb(app)
    .updateTable('intake.batch')
    .set({ worked_at: sql`now() - interval '61 seconds'` })
    .where('id', '=', id)
    .execute();
  await resumeBatches(app);
  expect(await waitingJobs(id)).toBe(1);
  // Whoever only waits for its turn keeps its place.
  const place = async () =>
    (await barePool(app).query('select run_at from graphile_worker.jobs where key = $1', [`batch/${id}`]))
      .rows;
  const first = await place();
  await resumeBatches(app);
  expect(await place()).toEqual(first);
  expect((await workUntilDone(id)).map(({ status }) => status)).toEqual([201, 201]);
});

test('several workers at a time do each line once, and end it once', async () => {
  const { app } = program;
  const before = await cases();
  const id = await received(numbered(40));
  const workers = [1, 2, 3, 4].map(() => workBatch(app, { batch: id }));
  await Promise.all(workers);
  const results = await workUntilDone(id);
  expect(results).toHaveLength(40);
  expect(new Set(results.map(({ caseRef }) => caseRef)).size).toBe(40);
  expect(await cases()).toBe(before + 40);
  const { rows } = await barePool(app).query(
    `select data from kernel.event where type = 'batch.finished' and subject = $1`,
    [id],
  );
  expect(rows).toMatchObject([{ data: { lines: 40, accepted: 40 } }]);
});

test('a line at which we fail is tried three times, then it has the result 500 and the others go on', async () => {
  const { app } = program;
  await barePool(app).query(`
    create function pg_temp_fail() returns trigger language plpgsql as $$
    begin
      if new.answers->>'telefon' = '+442079460999' then raise exception 'the disk is on fire'; end if;
      return new;
    end $$;
    create trigger fail before insert on cases.matter for each row execute function pg_temp_fail()`);
  const lines = [lineOf('x1'), lineOf('x2', { telefon: '+44 20 7946 0999' }), lineOf('x3')];
  const results = await workUntilDone(await received(lines));
  await barePool(app).query('drop trigger fail on cases.matter; drop function pg_temp_fail');
  expect(results.map(({ status, code }) => [status, code])).toEqual([
    [201, null],
    [500, 'INTERNAL'],
    [201, null],
  ]);
});

test('whoever has left the company meanwhile sends nothing more for it', async () => {
  const { app } = program;
  const id = await received(numbered(3));
  const asMember = (organisation: string) =>
    bareDb(app)
      .updateTable('identity.account')
      .set({ organisation_id: organisation })
      .where('id', '=', actor.id)
      .execute();
  await asMember('gelateria');
  const results = await workUntilDone(id);
  await asMember('delta');
  expect(results.map(({ code }) => code)).toEqual(Array(3).fill('ACTING_NOT_ALLOWED'));
});

test('results for programs have no gap; for people the refused lines come first, page by page', async () => {
  const { app } = program;
  const id = await received([lineOf('a'), '{', lineOf('b'), '[', lineOf('c')]);
  // The broken ones have theirs at once, but nobody who reads on behind the last one may miss what comes before.
  expect(await resultsOf(id)).toEqual([]);
  const page = async (cursor?: string) => {
    const { items, next } = await resultsPage(app, id, { cursor, limit: 2 });
    return { lines: items.map(({ line }) => line), next };
  };
  expect(await page()).toEqual({ lines: [2, 4], next: null });
  await workUntilDone(id);
  const first = await page();
  expect(first.lines).toEqual([2, 4]);
  const second = await page(first.next ?? '');
  expect(second.lines).toEqual([1, 3]);
  expect(await page(second.next ?? '')).toEqual({ lines: [5], next: null });
  await expect(page('1_x')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('too many waiting lines of a company are refused', async () => {
  const { app } = program;
  const id = await received([lineOf('first')]);
  await sql`insert into intake.batch_line (batch_id, line, content)
    select ${id}::uuid, number, '{}' from generate_series(2, ${batchLimits.waiting}) as number`.execute(
    bareDb(app),
  );
  await expect(received([lineOf('one more')])).rejects.toMatchObject({ code: 'TOO_MANY_BATCHES' });
  await bareDb(app).deleteFrom('intake.batch').where('id', '=', id).execute();
  await received([lineOf('one more')], 'after');
});

test('old ones are removed with their lines, the cases stay; until then the copy of own data holds them', async () => {
  const { app } = program;
  const id = await received([lineOf('old'), '{']);
  await workUntilDone(id);
  const exported = [];
  for await (const each of exportBatches(app, actor)) exported.push(each as { batch: string; id: string });
  expect(exported.filter(({ batch }) => batch === id)).toMatchObject([
    { line: 1, id: 'old', status: 201, content: null },
    { line: 2, id: null, code: 'MALFORMED_JSON' },
  ]);
  const before = await cases();
  const finishedAgo = (days: number) =>
    bareDb(app)
      .updateTable('intake.batch')
      .set({ finished_at: new Date(app.clock.now().getTime() - days * 86_400_000) })
      .where('id', '=', id)
      .execute();
  await finishedAgo(89);
  await removeOldBatches(app);
  expect((await findBatch(app, actor, id)).done).toBe(2);
  await finishedAgo(91);
  await removeOldBatches(app);
  await expect(findBatch(app, actor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await cases()).toBe(before);
});

// The last one: the registers stay away.
test('a register that is silent keeps waiting only those lines that need it, and nobody for ever', async () => {
  const { app } = program;
  await register?.close();
  register = undefined;
  // Decided by staff, so that what the registers would say may be typed by the sender.
  const service = 'nacht-sonntagsarbeit';
  const [example] = examplesOf(app, service);
  const { firmaName, ...others } = example?.answers ?? {};
  const line = (name: string, answers: object) => JSON.stringify({ id: name, answers });
  const ownWords = { ...others, firmaName, telefon: '+44 20 7946 0000' };
  const id = await received(
    [line('own words', ownWords), line('needs it', others), line('behind it', ownWords)],
    'silent',
    service,
  );
  for (let turns = 0; turns < 3; turns++) await workBatch(app, { batch: id });
  // Nobody is told that a name is missing which the register will know again in a moment.
  expect((await resultsOf(id)).map(({ clientId, status }) => [clientId, status])).toEqual([
    ['own words', 201],
  ]);
  await bareDb(app)
    .updateTable('intake.batch')
    .set({ created_at: new Date(app.clock.now().getTime() - 3_601_000) })
    .where('id', '=', id)
    .execute();
  const results = await workUntilDone(id);
  expect(results.map(({ status }) => status)).toEqual([201, 422, 201]);
});
