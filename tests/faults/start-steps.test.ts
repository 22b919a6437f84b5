// What npm test says is what happened: failures, broken test files and missing programs count, signals end everything.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processStart } from '../../src/kernel/process/process-identity.mjs';
import { root } from './start-program.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steps-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a script that uses the tools, as the tools run: by themselves, without a test runner around. */
function runScript(script: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

test('steps are told in the order given, failures with their output', async () => {
  const { ended, output } = runScript(`
    const { runSteps } = await import('./tools/steps.mjs');
    const node = process.execPath;
    const step = (name, code) => ({ name, command: node, args: ['-e', code] });
    const total = await runSteps([
      step('slow and good', 'setTimeout(() => console.log("unseen"), 500)'),
      step('bad', 'console.log("the reason"); process.exit(3)'),
      { name: 'absent', command: '/nonexistent/program', args: [] },
      { ...step('counting', ''), alone: true, count: async () => ({ passed: 5, failed: 2, skipped: 1 }) },
    ]);
    console.log(JSON.stringify(total));
  `);
  expect(await ended).toBe(0);
  const lines = output().trim().split('\n');
  expect(lines.filter((line) => /^(ok|FAIL)/.test(line)).map((line) => line.replace(/ \(.*/, ''))).toEqual([
    'ok   slow and good',
    'FAIL bad',
    'FAIL absent',
    'FAIL counting',
  ]);
  expect(output()).toContain('     the reason');
  expect(output()).not.toContain('unseen');
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ passed: 6, failed: 4, skipped: 1 });
});

test('a test file that can not be loaded, and a run without a report, are failures', async () => {
  const inner = join(folder, 'inner');
  await mkdir(inner);
  await symlink(join(root, 'node_modules'), join(inner, 'node_modules'));
  await writeFile(join(inner, 'vitest.config.mjs'), 'export default {};');
  await writeFile(
    join(inner, 'mixed.test.mjs'),
    // Planted: the counts below must tell all three apart.
    `import { expect, test } from 'vitest';
     test('good', () => {}); test('bad', () => expect(1).toBe(2)); test.skip('later', () => {});`,
  );
  await writeFile(join(inner, 'broken.test.mjs'), "import './absent.mjs';");
  const report = join(folder, 'report.json');
  const { ended, output } = runScript(`
    const { spawnSync } = await import('node:child_process');
    const { countTests } = await import('./tools/check-steps.mjs');
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--root', ${JSON.stringify(inner)}, '--reporter=json', '--outputFile.json=${report}'];
    const { status } = spawnSync(process.execPath, args);
    console.log(JSON.stringify([status, await countTests(${JSON.stringify(report)}, status), await countTests('/nonexistent', 0)]));
  `);
  expect(await ended).toBe(0);
  expect(JSON.parse(output())).toEqual([
    1,
    { passed: 1, failed: 2, skipped: 1 },
    { passed: 0, failed: 1, skipped: 0 },
  ]);
});

test('a signal ends the steps with everything they started', async () => {
  const { child, ended, output } = runScript(`
    const { runSteps } = await import('./tools/steps.mjs');
    const { endAllOnSignal } = await import('./tools/run-program.mjs');
    endAllOnSignal();
    const script = 'sleep 300 & echo $! > ${folder}/pid; wait';
    setTimeout(() => console.log('running'), 500);
    await runSteps([{ name: 'long', command: '/bin/sh', args: ['-c', script] }]);
  `);
  while (!output().includes('running')) await sleep(20);
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
  expect(processStart(pid)).toBeDefined();
  child.kill('SIGTERM');
  expect(await ended).toBe(143);
  for (let waited = 0; waited < 2_000 && processStart(pid) !== undefined; waited += 20) await sleep(20);
  expect(processStart(pid)).toBeUndefined();
});
