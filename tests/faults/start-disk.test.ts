// A full disk is one line; when there is room again the next start goes on with nothing lost.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { StartFault } from '../../src/kernel/start-fault.ts';
import { privateFolder } from './start-program.ts';

let base: string;
let disk: string;
let mounted = false;
let running: EmbeddedPostgres | undefined;

beforeAll(async () => {
  base = await privateFolder('disk');
  await chmod(base, 0o755);
  disk = join(base, 'disk');
  await mkdir(disk);
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=755', 'tmpfs', disk]).status === 0;
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(async () => {
  if (mounted) execFileSync('umount', [disk]);
  await rm(base, { recursive: true, force: true });
});

const resize = (size: string) => execFileSync('mount', ['-o', `remount,size=${size}`, disk]);

async function start(log: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir: join(disk, 'var'), log });
  return running;
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: running?.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function expectFull(): Promise<void> {
  const thrown = await start().catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(StartFault);
  expect((thrown as StartFault).message).toMatch(/^The disk is full: .* Make room, .*nothing is lost\.$/);
}

/** Leaves at most this many bytes free. */
async function fill(left: number): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(disk);
  const path = join(disk, 'ballast');
  // At once, not byte by byte: initdb is quick.
  const size = Math.max(bavail * bsize - left, 1);
  spawnSync('fallocate', ['-l', String(size), path]);
  return () => rm(path, { force: true });
}

test('at the first start, in the middle of initdb, and at a later start', async (context) => {
  if (!mounted) return context.skip('a small disk can not be mounted here (that takes root)');
  await expectFull();

  // Room enough by what the disk says, but another program takes it while initdb works.
  resize('400m');
  let release = async () => {};
  const thrown = await start((line) => {
    if (line.includes('initdb')) setTimeout(() => void fill(10_000_000).then((free) => (release = free)), 60);
  }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(StartFault);
  expect((thrown as StartFault).message).toMatch(/^The disk is full/);
  await release();

  await start();
  await query('create table note (text text)');
  await query("insert into note values ('kept')");
  await running?.stop();

  const releaseLater = await fill(0);
  await expectFull();
  await releaseLater();
  await start();
  expect(await query('select text from note')).toEqual([{ text: 'kept' }]);
});
