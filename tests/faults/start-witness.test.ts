// The witness beside the program: it outlives neither the program nor its own death, and a restored older database is found out.
import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  copyProject,
  endAllStarted,
  privateFolder,
  removeFolder,
  startProgram,
  type StartedProgram,
} from './start-program.ts';

let base: string;
let project: string;
let data: string;

beforeAll(async () => {
  base = await privateFolder('witness');
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
  data = join(base, 'data');
});

afterEach(endAllStarted);
afterAll(() => removeFolder(base));

function npmRun(command: string, ...args: string[]): Promise<{ code: number; words: string }> {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', command, '--', ...args],
      { cwd: project, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: data } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), words: stdout + stderr }),
    );
  });
}

async function start(): Promise<StartedProgram> {
  const started = await startProgram(project, { env: { DATA_DIR: data } });
  await started.ready();
  return started;
}

/** The page as it is when it says something, which a job at the start brings about. */
async function pageSaying({ origin }: StartedProgram, fits: (html: string) => boolean): Promise<string> {
  let html = '';
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
    html = await (await fetch(`${origin}/log?lang=en`)).text();
    if (fits(html)) return html;
  }
  throw new Error(`/log never said what it should:\n${html}`);
}

const confirmed = (html: string) => Number(/Confirmed (\d+) entries/.exec(html)?.[1] ?? 0);
const isConfirmed = (html: string) => confirmed(html) > 0;

/** Its process, its page and its key. */
async function witnessOf(started: StartedProgram): Promise<{ pid: number; key: string }> {
  for (const { pid } of started.look()) {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (command.some((word) => word.endsWith('dist/witness.js')))
      return { pid, key: await readFile(join(data, 'witness', 'key.json'), 'utf8') };
  }
  throw new Error('There is no witness');
}

test('it confirms the log, comes back with its memory when it is killed, and ends with the program', async () => {
  const started = await start();
  await pageSaying(started, isConfirmed);
  const first = await witnessOf(started);
  process.kill(first.pid, 'SIGKILL');
  await started.says(/The witness of the transparency log has ended .*; it is started again/);
  await sleep(4_000);
  const second = await witnessOf(started);
  expect(second.pid).not.toBe(first.pid);
  expect(second.key).toBe(first.key);
  expect((await fetch(`${started.origin}/health/ready`)).status).toBe(200);
  expect(await started.stop()).toBe(0);
  expect(await started.left()).toEqual([]);

  const several = await startProgram(project, { env: { DATA_DIR: data, WEB_CONCURRENCY: '2' } });
  await several.ready();
  await pageSaying(several, isConfirmed);
  await several.killHard();
  expect(await several.left()).toEqual([]);
});

test('after a restore from an older backup the page says so, until the operator begins a new log', async () => {
  const file = join(base, 'older.backup');
  const first = await start();
  await pageSaying(first, isConfirmed);
  expect(await npmRun('backup', file)).toMatchObject({ code: 0 });
  const then = confirmed(await pageSaying(first, isConfirmed));
  const token = await fetch(`${first.origin}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"identity":"resident-anna"}',
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}` };
  await (await fetch(`${first.origin}/api/v1/me/export`, { headers })).text();
  expect(await first.stop()).toBe(0);
  // The next start commits what was used last, and the witness confirms it.
  const second = await start();
  const size = confirmed(await pageSaying(second, (html) => confirmed(html) > then));
  expect(await second.stop()).toBe(0);

  expect(await npmRun('restore', file)).toMatchObject({ code: 0 });
  const third = await start();
  const html = await pageSaying(third, (page) => page.includes('The log is shorter than before'));
  const [, known, here] = /confirmed (\d+)\sentries, here there are (\d+)\./.exec(html) ?? [];
  expect(Number(known)).toBeGreaterThanOrEqual(size);
  expect(Number(here)).toBeLessThan(size);
  expect(third.output).toMatch(/ALARM: the witness refuses the transparency log/);
  expect((await fetch(`${third.origin}/health/ready`)).status).toBe(200);
  expect(await npmRun('check-log')).toMatchObject({
    code: 1,
    words: expect.stringContaining('rewound') as string,
  });
  expect(await npmRun('restart-log', 'too soon for that')).toMatchObject({
    code: 1,
    words: expect.stringContaining('already runs on the data directory') as string,
  });
  expect(await third.stop()).toBe(0);

  const reason = 'Restored from a backup after a disk had failed';
  expect(await npmRun('restart-log')).toMatchObject({ code: 1 });
  expect(await npmRun('restart-log', reason)).toMatchObject({
    code: 0,
    words: expect.stringMatching(/^A new log is begun: .*\/log\/2\n/) as string,
  });
  const fourth = await start();
  const after = await pageSaying(fourth, isConfirmed);
  expect(after).toContain(reason);
  expect(after).not.toContain('The log is shorter');
  expect(await npmRun('check-log')).toMatchObject({
    code: 0,
    words: expect.stringContaining('agrees') as string,
  });
  expect(await fourth.stop()).toBe(0);
});
