// With a DATABASE_URL the program uses that server, whoever runs it, and leaves it running.
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { copyProject, endAllStarted, privateFolder, removeFolder, startProgram } from './start-program.ts';

let base: string;
let project: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  base = await privateFolder('external');
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
  server = await startEmbeddedPostgres({ dataDir: join(base, 'server'), log: () => undefined });
});

afterEach(endAllStarted);
afterAll(async () => {
  await server.stop();
  await removeFolder(base);
});

async function query<Row>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

test('it fills, serves and leaves a database elsewhere; several web processes share it', async () => {
  const dataDir = join(base, 'data');
  await mkdir(dataDir);
  const env = { DATABASE_URL: server.url, DATA_DIR: dataDir };
  const first = await startProgram(project, { env });
  await first.ready();
  expect(first.output).not.toMatch(/initdb/);
  const cases = 'select count(*)::int as count from cases.matter';
  const [seeded] = await query<{ count: number }>(cases);
  expect(seeded?.count).toBeGreaterThan(3);
  expect(await first.stop()).toBe(0);
  expect(await first.left()).toEqual([]);
  // Register and payment service are processes with stores of their own; the database is elsewhere.
  expect((await readdir(dataDir)).toSorted()).toEqual(['provider', 'register']);
  expect(await query(cases)).toEqual([seeded]);

  const several = await startProgram(project, { env: { ...env, WEB_CONCURRENCY: '2' } });
  await several.ready();
  for (let asked = 0; asked < 6; asked += 1)
    expect((await fetch(`${several.origin}/leistungen`)).status).toBe(200);
  expect(await several.stop()).toBe(0);
  expect(await several.left()).toEqual([]);
  expect(await query(cases)).toEqual([seeded]);
});
