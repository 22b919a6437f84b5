// The start survives being killed at any moment, tells its faults in one line, and leaves no process behind.
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runningEmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import {
  copyProject,
  endAllStarted,
  freePort,
  privateFolder,
  removeFolder,
  startProgram,
} from './start-program.ts';

let base: string;
let project: string;
let reference: string;
let counts: Record<string, number>;
let dataDirs = 0;

const newDataDir = () => join(base, `data-${(dataDirs += 1)}`);

/** Mails and log entries that the seed causes are written by jobs, a little later. */
async function jobsDone(client: Client): Promise<void> {
  const waiting =
    'select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts limit 1';
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    if ((await client.query(waiting)).rowCount === 0) return;
  }
  throw new Error('Jobs are still waiting after a minute');
}

/** Rows per table that the seed fills, when all its jobs are done; how the transparency log is parted depends on the minute. */
async function countRows(dataDir: string): Promise<Record<string, number>> {
  const database = await runningEmbeddedPostgres(dataDir);
  if (database === undefined) throw new Error(`No database runs on ${dataDir}`);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await jobsDone(client);
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
       where schemaname not like 'graphile_worker%' and schemaname <> 'transparency' order by 1`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`);
      found[name] = rows[0]?.count ?? -1;
    }
    return found;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  base = await privateFolder('start');
  // As root, PostgreSQL's own user must be able to pass; start-install.test.ts tries the other case.
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
  reference = newDataDir();
  const first = await startProgram(project, { env: { DATA_DIR: reference } });
  await first.ready();
  counts = await countRows(reference);
  expect(await first.stop()).toBe(0);
});

afterEach(endAllStarted);
afterAll(() => removeFolder(base));

test('the first start fills the demonstration canton', () => {
  expect(Object.values(counts).filter((count) => count > 0).length).toBeGreaterThan(3);
});

test('the next start keeps all data', async () => {
  const started = await startProgram(project, { env: { DATA_DIR: reference } });
  await started.ready();
  expect(await countRows(reference)).toEqual(counts);
  expect(started.output).toContain(started.origin);
  expect(await started.stop()).toBe(0);
  expect(await started.left(0.2)).toEqual([]);
});

const moments: [name: string, words: RegExp, after: number][] = [
  ['initdb', /initdb/, 50],
  ['late initdb', /initdb/, 600],
  ['migration', /Migrat/, 20],
  ['seed', /Seed/, 20],
  ['late seed', /Seed/, 300],
];

test.each(moments)(
  'killed in the middle of %s, the next start has everything',
  async (_name, words, after) => {
    const dataDir = newDataDir();
    const first = await startProgram(project, { env: { DATA_DIR: dataDir } });
    await first.says(words);
    await sleep(after);
    await first.killHard();
    const second = await startProgram(project, { env: { DATA_DIR: dataDir } });
    await second.ready();
    expect(await countRows(dataDir)).toEqual(counts);
    expect(await second.stop()).toBe(0);
    expect(await first.left()).toEqual([]);
    expect(await second.left()).toEqual([]);
  },
);

test('killed hard while it runs, everything ends, and the next start has everything', async () => {
  const started = await startProgram(project, { env: { DATA_DIR: reference } });
  await started.ready();
  await started.killHard();
  expect(await started.left()).toEqual([]);
  const again = await startProgram(project, { env: { DATA_DIR: reference } });
  await again.ready();
  expect(await countRows(reference)).toEqual(counts);
});

test('when only the launcher is killed, or only the server, the others end as well', async () => {
  for (const victim of [/start\.mjs/, /main\.js/]) {
    const started = await startProgram(project, { env: { DATA_DIR: reference } });
    await started.ready();
    const pids = started.look().map(({ pid }) => pid);
    for (const pid of pids) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (victim.test(command) && !/sh\0-c/.test(command)) process.kill(pid, 'SIGKILL');
    }
    expect(await started.left()).toEqual([]);
  }
});

test.each(['1', '2'])(
  'when PostgreSQL dies the program (%s web processes) says so and ends with 1; the next start has everything',
  async (count) => {
    const started = await startProgram(project, { env: { DATA_DIR: reference, WEB_CONCURRENCY: count } });
    await started.ready();
    const { dataDirectory } = (await runningEmbeddedPostgres(reference)) ?? { dataDirectory: '' };
    process.kill(
      Number((await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0]),
      'SIGKILL',
    );
    expect(await started.ended).toBe(1);
    expect(started.lines()).toContainEqual(
      expect.stringMatching(/^The database has ended \(PostgreSQL ended with SIGKILL\)\. Start again/),
    );
    expect(await started.left()).toEqual([]);
    const again = await startProgram(project, { env: { DATA_DIR: reference } });
    await again.ready();
    expect(await countRows(reference)).toEqual(counts);
  },
);

/** A request whose body arrives in two halves: in flight until we send the second one. */
async function halfSentRequest(port: number): Promise<{ finish(): Promise<string> }> {
  const body = JSON.stringify({ identity: 'resident-anna' });
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  const head = [
    'POST /demo/token HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
  await sleep(300);
  return {
    finish: async () => {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      socket.write(body.slice(10));
      await closed;
      return answer;
    },
  };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s finishes the request in flight, then ends everything',
  async (signal) => {
    const started = await startProgram(project, { env: { DATA_DIR: reference } });
    await started.ready();
    const request = await halfSentRequest(started.port);
    started.look();
    if (signal === 'SIGTERM') started.process.kill(signal);
    // Ctrl-C reaches npm, the launcher and whatever else is in the terminal's group.
    else process.kill(-started.pid, signal);
    await sleep(1_000);
    const answer = await request.finish();
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('access_token');
    expect(await started.ended).toBe(0);
    expect(await started.left(0.5)).toEqual([]);
  },
);

test('a second start in the same folder, or on the same data directory, is one line and exit code 1', async () => {
  const first = await startProgram(project, { env: { DATA_DIR: reference } });
  await first.ready();
  const sameFolder = await startProgram(project, { env: { DATA_DIR: reference } });
  expect(await sameFolder.ended).toBe(1);
  expect(sameFolder.lines()).toEqual([
    expect.stringMatching(/^Drehscheibe is already starting or running in this folder \(process \d+\)/),
  ]);

  const clone = await copyProject(join(base, 'clone'), 'link', project);
  const sameData = await startProgram(clone, { env: { DATA_DIR: reference } });
  expect(await sameData.ended).toBe(1);
  expect(sameData.lines().at(-1)).toMatch(
    /^Drehscheibe already runs on the data directory .* \(process \d+\)/,
  );

  expect((await fetch(`${first.origin}/health/ready`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test.each(['1', '2'])(
  'a taken port is one line and exit code 1 (%s web processes), and nothing is lost',
  async (count) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const port = String((other.address() as AddressInfo).port);
    const env = { DATA_DIR: reference, PORT: port, WEB_CONCURRENCY: count };
    const started = await startProgram(project, { env });
    await started.says(/taken/);
    expect(await started.ended).toBe(1);
    expect(started.lines().at(-1)).toMatch(new RegExp(`^Port ${port} is taken\\. .*set PORT`));
    expect(await started.left()).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
    const again = await startProgram(project, { env });
    await again.ready();
  },
);

test('an unreachable DATABASE_URL is one line and exit code 1', async () => {
  const url = `postgresql://nobody:nothing@127.0.0.1:${await freePort()}/nowhere`;
  const started = await startProgram(project, { env: { DATABASE_URL: url, DATA_DIR: newDataDir() } });
  expect(await started.ended).toBe(1);
  expect(started.lines().at(-1)).toMatch(/^The database can't be reached .*DATABASE_URL/);
  // The password must not be in a log.
  expect(started.output).not.toContain('nothing');
});

test('a data directory that can not be made is one line and exit code 1', async () => {
  const started = await startProgram(project, { env: { DATA_DIR: '/sys/drehscheibe' } });
  expect(await started.ended).toBe(1);
  expect(started.lines().at(-1)).toMatch(
    /^The data directory \/sys\/drehscheibe can't be written .*DATA_DIR/,
  );
});

test('a build that was cut off is begun anew', async () => {
  const clone = await copyProject(join(base, 'cut-off-build'), 'link', project);
  // What a kill leaves: drafts of builds and of folders to be removed, and no dist.
  await mkdir(join(clone, '.cache', 'build-1', 'cli'), { recursive: true });
  await mkdir(join(clone, '.cache', 'removed-1-dist'), { recursive: true });
  const started = await startProgram(clone, { env: { DATA_DIR: reference } });
  await started.ready();
  expect(started.output).toMatch(/Building the program/);
  expect((await readdir(join(clone, '.cache'))).filter((name) => /^(build|removed)-/.test(name))).toEqual([]);
});
