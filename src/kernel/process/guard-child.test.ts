// A guarded child ends when its parent is killed hard, and the guard ends when the child ends in order.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { processStart } from './process-identity.mjs';

const moduleUrl = new URL('./guard-child.mjs', import.meta.url).href;

/** A parent that guards `sh -c COMMAND` and tells the pids of the child and of the guard. */
async function parentOf(command: string, steps: [string, number][]) {
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `
    import { spawn, execFileSync } from 'node:child_process';
    const { guardChild } = await import(${JSON.stringify(moduleUrl)});
    const child = spawn('/bin/sh', ['-c', ${JSON.stringify(command)}], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    guardChild(child, { steps: ${JSON.stringify(steps)} });
    const grandchild = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
    const all = execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)], { encoding: 'utf8' }).trim().split(/\\s+/).map(Number);
    console.log(JSON.stringify({ child: child.pid, grandchild: Number(grandchild), guard: all.find((pid) => pid !== child.pid) }));
    setInterval(() => {}, 1000);
    `,
  ]);
  const told = await new Promise<string>((resolve, reject) => {
    parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    parent.stderr.once('data', (chunk: Buffer) => reject(new Error(chunk.toString())));
  });
  return { parent, ...(JSON.parse(told) as { child: number; grandchild: number; guard: number }) };
}

async function gone(pid: number, within = 5_000): Promise<boolean> {
  for (const until = Date.now() + within; Date.now() < until; await sleep(20)) {
    if (processStart(pid) === undefined) return true;
  }
  return false;
}

test('after a hard death of the parent the child and its children end', async () => {
  const { parent, child, grandchild, guard } = await parentOf('sleep 300 & echo $!; wait', [['KILL', 0]]);
  expect(processStart(child)).toBeDefined();
  expect(processStart(grandchild)).toBeDefined();
  parent.kill('SIGKILL');
  expect(await gone(child)).toBe(true);
  expect(await gone(grandchild)).toBe(true);
  expect(await gone(guard)).toBe(true);
});

test('a child that ignores the first signal gets the next', { timeout: 60_000 }, async () => {
  const command = "trap '' INT; echo $$; while :; do sleep 0.1; done";
  const { parent, child } = await parentOf(command, [
    ['INT', 0.5],
    ['KILL', 0],
  ]);
  parent.kill('SIGKILL');
  await sleep(250);
  expect(processStart(child)).toBeDefined();
  expect(await gone(child)).toBe(true);
});

test('when the child ends in order the guard ends and signals nobody', async () => {
  const { parent, child, guard } = await parentOf('echo $$; sleep 0.2', [['KILL', 0]]);
  expect(await gone(child)).toBe(true);
  expect(await gone(guard)).toBe(true);
  expect(processStart(parent.pid ?? 0)).toBeDefined();
  parent.kill('SIGKILL');
});
