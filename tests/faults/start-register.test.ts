// The simulated registers beside the program: it goes on without them, they come back where they were, and end with it.
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

beforeAll(async () => {
  base = await privateFolder('register');
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
});
afterEach(endAllStarted);
afterAll(() => removeFolder(base));

async function registerOf(started: StartedProgram): Promise<number> {
  for (const { pid } of started.look()) {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (command.some((word) => word.endsWith('dist/register.js'))) return pid;
  }
  throw new Error('There are no registers');
}

const company = async ({ origin }: StartedProgram) =>
  (await fetch(`${origin}/api/v1/companies/CHE-999.000.108`)).status;

test('killed, they are missed without harm and come back; they end with the program, also when it is killed', async () => {
  const started = await startProgram(project, { env: { DATA_DIR: join(base, 'data'), LOG_LEVEL: 'silent' } });
  await started.ready();
  expect(await company(started)).toBe(200);
  const first = await registerOf(started);
  process.kill(first, 'SIGKILL');
  await started.says(/The process of the simulated registers has ended .*; it is started again/);
  expect(await company(started)).toBe(503);
  expect((await fetch(`${started.origin}/health/ready`)).status).toBe(200);
  for (const until = Date.now() + 30_000; Date.now() < until && (await company(started)) !== 200;)
    await sleep(3_000);
  expect(await company(started)).toBe(200);
  expect(await registerOf(started)).not.toBe(first);
  expect(await started.stop()).toBe(0);
  expect(await started.left()).toEqual([]);

  const several = await startProgram(project, {
    env: { DATA_DIR: join(base, 'data'), WEB_CONCURRENCY: '2', REGISTER_PERSONS: '20000' },
  });
  await several.ready();
  expect(await company(several)).toBe(200);
  await several.killHard();
  expect(await several.left()).toEqual([]);
});
