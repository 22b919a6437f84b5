// The lock holds against the living and yields to the dead, however they died.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LockHeld, lockFolder, lockHolder } from './folder-lock.mjs';
import { processSpace, processStart } from './process-identity.mjs';

const moduleUrl = new URL('./folder-lock.mjs', import.meta.url).href;
const taker = `
  const { lockFolder } = await import(${JSON.stringify(moduleUrl)});
  const path = process.argv[1];
  try { await lockFolder(path, 'test'); console.log('got'); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.name); }
`;

let folder: string;
let path: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that tries to take the lock; resolves with its first word. */
async function otherTakes(): Promise<{ child: ChildProcess; word: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', taker, path], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  children.push(child);
  const word = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { child, word };
}

function writeLock(holder: { pid: number; start: string; space: string }): void {
  writeFileSync(path, JSON.stringify({ token: 'theirs', purpose: 'theirs', ...holder }));
}

test('a second one is refused and told who holds it, until it is released', async () => {
  const lock = await lockFolder(path, 'mine');
  await expect(lockFolder(path, 'other')).rejects.toThrow(LockHeld);
  await expect(lockFolder(path, 'other')).rejects.toMatchObject({
    holder: { pid: process.pid, purpose: 'mine' },
  });
  expect(lockHolder(path)?.pid).toBe(process.pid);
  lock.release();
  expect(lockHolder(path)).toBeUndefined();
  (await lockFolder(path, 'other')).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('patience waits for a holder that ends', async () => {
  const lock = await lockFolder(path, 'mine');
  setTimeout(() => lock.release(), 200);
  (await lockFolder(path, 'other', { patience: 5_000 })).release();
});

test('a holder that was killed hard holds nothing', async () => {
  const { child, word } = await otherTakes();
  expect(word).toBe('got');
  await expect(lockFolder(path, 'mine')).rejects.toThrow(LockHeld);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  (await lockFolder(path, 'mine')).release();
});

test('another process that got the number of a dead holder holds nothing', async () => {
  writeLock({ pid: process.pid, start: 'at another time', space: processSpace() });
  expect(lockHolder(path)).toBeUndefined();
  (await lockFolder(path, 'mine')).release();
});

test('a file cut off by a power failure holds nothing', async () => {
  writeFileSync(path, '{"pid":1');
  (await lockFolder(path, 'mine')).release();
});

test(
  'a holder in another container holds as long as it shows that it lives',
  { timeout: 60_000 },
  async () => {
    writeLock({ pid: process.pid, start: processStart(process.pid) ?? '', space: 'another container' });
    let beats = 0;
    const beat = setInterval(() => utimesSync(path, new Date(), new Date(Date.now() + (beats += 1))), 500);
    await expect(lockFolder(path, 'mine')).rejects.toThrow(LockHeld);
    clearInterval(beat);
    (await lockFolder(path, 'mine')).release();
  },
);

test('of many that find a dead holder at once, exactly one gets the lock', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 3; round += 1) {
    writeLock({ pid: process.pid, start: 'at another time', space: processSpace() });
    const words = (await Promise.all(Array.from({ length: 6 }, otherTakes))).map((taken) => taken.word);
    expect(words.filter((word) => word === 'got')).toHaveLength(1);
    expect(words.filter((word) => word === 'LockHeld')).toHaveLength(5);
    await Promise.all(
      children.splice(0).map((child) => {
        const gone =
          child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
        child.kill('SIGKILL');
        return gone;
      }),
    );
  }
});
