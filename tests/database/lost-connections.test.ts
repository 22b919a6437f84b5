// The program bears what happens to databases: connections that break, workers that give up.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/kernel/db/connect.ts';
import { testDatabase } from '../support/test-database.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
/** Not the program's: it outlives what happens to those. */
let outside: ReturnType<typeof connect>;
beforeAll(async () => {
  program = await testProgram({ SEED: 'none', LOG_LEVEL: 'silent' });
  outside = connect(program.app.pool.options.connectionString ?? '', 1);
});
afterAll(async () => {
  await outside.close();
  await program.stop();
});

/** Queues a job and waits until it is done. */
async function aJobIsDone(within = 100_000): Promise<void> {
  const { pool } = program.app;
  await pool.query(`select graphile_worker.add_job('identity.clean')`);
  const waiting = `select 1 from graphile_worker.jobs where task_identifier = 'identity.clean'`;
  for (const until = Date.now() + within; Date.now() < until;) {
    if ((await pool.query(waiting)).rowCount === 0) return;
    // The worker is another part of the program, which says nothing when it has done a job.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The job was not done');
}

test('after all its connections broke, requests are answered and jobs are done', async () => {
  await aJobIsDone();
  const { rows } = await outside.pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const pids = rows.map(({ pid }) => pid);
  await outside.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]);
  // PostgreSQL ends them a moment after it has answered: a job that one of them still fetches would stay with it for hours.
  await expect
    .poll(
      async () =>
        (await outside.pool.query('select from pg_stat_activity where pid = any($1)', [pids])).rowCount,
    )
    .toBe(0);
  expect((await fetch(`${program.origin}/health/ready`)).status).toBe(200);
  expect((await fetch(`${program.origin}/leistungen`)).status).toBe(200);
  await aJobIsDone();
});

test('workers that gave up begin anew', async () => {
  const { pool } = program.app;
  await aJobIsDone();
  // What makes graphile-worker give up: word that its tables are about to change.
  await pool.query(`select pg_notify('worker:migrate', '{"breaking":true,"migrationNumber":0}')`);
  // Giving up shows by nothing but jobs that stay: what runs already may end first.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await expect(aJobIsDone(1_000)).rejects.toThrow('not done');
  await aJobIsDone();
  // It also sets this, for programs that end by themselves then.
  expect(process.exitCode).toBe(57);
  process.exitCode = 0;
});

test('a connection that breaks is told, whether it was in use or not', async () => {
  const database = await testDatabase();
  const told: string[] = [];
  const { pool, close } = connect(database.url, 3, (reason) => told.push(reason));
  const [inUse, idle, killer] = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
  idle.release();
  await killer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
  );
  for (let waited = 0; waited < 5_000 && told.length < 2; waited += 20)
    // PostgreSQL ends connections a moment after it has answered.
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told).toContain('terminating connection due to administrator command');
  await expect(inUse.query('select 1')).rejects.toThrow(/not queryable|terminated/);
  inUse.release();
  killer.release();
  expect((await pool.query('select 1')).rowCount).toBe(1);
  await close();
  await database.drop();
});
