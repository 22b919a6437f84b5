// docs/guides/add-a-service.md word for word: its blocks, written into a copy of the canton, pass the check as it says.
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const node = join('node_modules', '.bin', 'node');
const canton = 'canton/basel-stadt';
let copy = '';
let guide = '';

/** The guide's blocks that are files: where each goes, and whether it is added to the end of one that is there. */
const filesOf = (text: string) =>
  [...text.matchAll(/^(Add to the end of )?`canton\/basel-stadt\/(\S+)`\n```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, adds, path = '', content = '']) => ({ adds: adds !== undefined, path, content }),
  );

async function check(): Promise<string> {
  const folder = join(copy, 'services', 'velo-melden');
  const shown = await run(node, ['src/cli/service.ts', 'check', folder]).catch(
    (error: unknown) => error as { stdout: string },
  );
  return shown.stdout;
}

beforeAll(async () => {
  guide = await readFile('docs/guides/add-a-service.md', 'utf8');
  copy = await mkdtemp(join(tmpdir(), 'guide-'));
  await cp(canton, copy, { recursive: true });
});
afterAll(() => rm(copy, { recursive: true, force: true }));

it('a service made by the guide is without faults, and the check prints what the guide shows', async () => {
  const files = filesOf(guide);
  await mkdir(join(copy, 'services', 'velo-melden', 'texts'), { recursive: true });
  const missing = (await check()).match(/MISSING/g);
  expect([missing?.length, files.length]).toEqual([6, 7]);

  for (const { path, content } of files.filter(({ adds }) => !adds)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), content);
  }
  const faults = (await check()).trim().split('\n').slice(0, -1);
  expect(faults.map((line) => line.split('  ')[1])).toEqual(['NO_GRANT', 'NO_GRANT']);

  for (const { path, content } of files.filter(({ adds }) => adds))
    await appendFile(join(copy, path), content);
  const [, promised = ''] = /```\n(velo-melden version 1[\s\S]*?)```/.exec(guide) ?? [];
  expect((await check()).replace(/\(.*\)/, `(${canton}/services/velo-melden)`)).toBe(promised);
}, 60_000);
