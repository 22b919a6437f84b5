// npm run backup and npm run restore as an operator uses them: while the program runs, into a new folder, over an old one.
import { execFile } from 'node:child_process';
import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runningEmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { copyProject, endAllStarted, privateFolder, removeFolder, startProgram } from './start-program.ts';

let base: string;
let project: string;

beforeAll(async () => {
  base = await privateFolder('backup');
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
});

afterEach(endAllStarted);
afterAll(() => removeFolder(base));

interface Told {
  code: number;
  words: string;
}

function npmRun(command: string, args: string[], env: Record<string, string>): Promise<Told> {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', command, '--', ...args],
      { cwd: project, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), words: stdout + stderr }),
    );
  });
}

async function query<Row>(dataDir: string, sql: string): Promise<Row[]> {
  const database = await runningEmbeddedPostgres(dataDir);
  const client = new Client({ connectionString: database?.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const cases = (dataDir: string) =>
  query(dataDir, 'select ref, state, revision from cases.matter order by ref');
const mails = (dataDir: string) => query(dataDir, 'select count(*)::int as count from kernel.mail');

test('backup while it runs; restore into a new folder, and over what is there', async () => {
  const data = join(base, 'data');
  const file = join(base, 'canton.backup');
  const started = await startProgram(project, { env: { DATA_DIR: data } });
  await started.ready();
  const before = await cases(data);
  expect(before.length).toBeGreaterThan(3);
  const backup = await npmRun('backup', [file], { DATA_DIR: data });
  expect(backup).toMatchObject({ code: 0 });
  expect(backup.words).toMatch(/^Backup written: .*canton\.backup \(\d+ tables, \d+ rows, \d+ kB\)\n$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await fetch(`${started.origin}/health/ready`)).status).toBe(200);
  expect(await npmRun('restore', [file], { DATA_DIR: data })).toMatchObject({
    code: 1,
    words: expect.stringMatching(/^Drehscheibe already runs on the data directory .*Stop it first/) as string,
  });
  await query(data, 'delete from kernel.mail');
  expect(await started.stop()).toBe(0);

  const fresh = join(base, 'fresh');
  const restored = await npmRun('restore', [file], { DATA_DIR: fresh });
  expect(restored).toMatchObject({ code: 0 });
  expect(restored.words).toMatch(/Restored: .*canton\.backup of \d{4}-/);
  const again = await startProgram(project, { env: { DATA_DIR: fresh } });
  await again.ready();
  expect(await cases(fresh)).toEqual(before);
  expect(await mails(fresh)).not.toEqual([{ count: 0 }]);
  expect(await again.stop()).toBe(0);

  // Over what is there, which becomes a backup of its own.
  expect(await npmRun('restore', [file], { DATA_DIR: data })).toMatchObject({ code: 0 });
  const kept = (await readdir(data)).filter((name) => /^before-restore-.*\.backup$/.test(name));
  expect(kept).toHaveLength(1);
  const over = await startProgram(project, { env: { DATA_DIR: data } });
  await over.ready();
  expect(await cases(data)).toEqual(before);
  expect(await mails(data)).not.toEqual([{ count: 0 }]);
  expect(await over.stop()).toBe(0);
});

test('what can not be done is said in a line', async () => {
  const nowhere = join(base, 'nowhere');
  const told = async (command: string, args: string[], env: Record<string, string>) => {
    const { code, words } = await npmRun(command, args, env);
    expect(code).toBe(1);
    return words.split('\n')[0];
  };
  expect(await told('backup', [], {})).toBe('npm run backup -- FILE');
  expect(await told('restore', ['a', 'b'], {})).toBe('npm run restore -- FILE');
  expect(await told('backup', ['x'], { DATA_DIR: nowhere })).toMatch(/^There is no database in .*nowhere/);
  expect(await told('restore', [join(base, 'absent')], { DATA_DIR: nowhere })).toMatch(
    /can't be read \(ENOENT/,
  );
  expect(await readdir(base)).not.toContain('nowhere');
  const elsewhere = { DATABASE_URL: 'postgresql://127.0.0.1:1/x' };
  expect(await told('backup', ['x'], elsewhere)).toMatch(/^DATABASE_URL is set: .*pg_dump/);
  expect(await told('restore', ['x'], elsewhere)).toMatch(/^DATABASE_URL is set: .*pg_restore/);
});
