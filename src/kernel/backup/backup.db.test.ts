// A restored database equals the one that was backed up; whatever goes wrong, nothing has changed.
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { ownRegister } from '../../../tests/support/own-register.ts';
import { createProgram, migrationsFolder, seed } from '../../program.ts';
import { connect } from '../db/connect.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { StartFault } from '../start-fault.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let folder: string;
let file: string;
let from: EmbeddedPostgres;
let to: EmbeddedPostgres;
/** The program's migrations and one more, as a newer program has them. */
let newer: string;

async function query<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Every table and sequence with a hash of what is in it; migrations note when they were applied. */
async function contentOf({ url }: EmbeddedPostgres): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    url,
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where schemaname <> 'migration' and (schemaname, relname) <> ('graphile_worker', 'migrations') order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ hash: string }>(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${name} t`,
    );
    found[name] = row?.hash ?? '';
  }
  const sequences = await query<{ name: string; last: string }>(
    url,
    `select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences`,
  );
  for (const { name, last } of sequences) found[name] = last;
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  await chmod(folder, 0o755);
  file = join(folder, 'canton.backup');
  const log = () => undefined;
  [from, to] = await Promise.all([
    startEmbeddedPostgres({ dataDir: join(folder, 'from'), log }),
    startEmbeddedPostgres({ dataDir: join(folder, 'to'), log }),
  ]);
  newer = join(folder, 'migrations');
  await cp(migrationsFolder, newer, { recursive: true });
  await writeFile(
    join(newer, '9999_probe.sql'),
    `create table public.probe (id int, bytes bytea, text text, json jsonb, list text[], at timestamptz, twice int generated always as (id * 2) stored)`,
  );
  const { pool, close } = connect(from.url, 2);
  await migrate(pool, newer);
  await close();
  await seedIn(from.url);
  // What a format may trip over: every byte, every line end, its own end mark, nulls of both kinds.
  const bytes = Buffer.from(
    Array.from({ length: 3_000_000 }, (_, index) => (index * 7 + (index >> 8)) & 255),
  );
  await query(
    from.url,
    'insert into public.probe values (1, $1, $2, $3, $4, $5), (2, null, null, null, null, null)',
    [bytes, 'a\tb\\.\n\\.\r\n\u2028\u2029 «ÄÖÜ» \\N 🐕', 'null', ['', 'a,b', '"', 'NULL'], 'infinity'],
  );
  // A job that runs this moment.
  await query(
    from.url,
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'me' where id = (select min(id) from graphile_worker._private_jobs)`,
  );
});

afterAll(async () => {
  await from.stop();
  await to.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the program on the database and seeds it. @returns what its health page answers */
async function seedIn(url: string): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'error' });
  const register = await ownRegister(config);
  const program = await createProgram(config, url);
  await seed(program.app);
  const { statusCode } = await program.server.inject('/health/ready');
  await program.close();
  await register?.close();
  return statusCode;
}

async function fault(action: Promise<unknown>): Promise<string> {
  const thrown = await action.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(StartFault);
  return (thrown as StartFault).message;
}

const databases = async () =>
  (await query<{ datname: string }>(to.adminUrl, 'select datname from pg_database order by 1')).map(
    ({ datname }) => datname,
  );

test('what is restored equals what was backed up, and the program runs on it', async () => {
  const content = await contentOf(from);
  expect(Object.keys(content).length).toBeGreaterThan(20);
  const end = await writeBackup(from.url, file, '0.0.0');
  expect(end.rows).toBeGreaterThan(100);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await contentOf(from)).toEqual(content);

  const told = await restoreBackup(to, file, newer);
  expect(told).toMatchObject({ rows: end.rows, tables: end.tables, release: '0.0.0' });
  // Nobody works on the restored jobs.
  const [locked] = await query<{ count: number }>(
    to.url,
    'select count(*)::int as count from graphile_worker._private_jobs where locked_at is not null',
  );
  expect(locked).toEqual({ count: 0 });
  const free = 'update graphile_worker._private_jobs set locked_at = null, locked_by = null';
  await query(from.url, free);
  expect(await contentOf(to)).toEqual(await contentOf(from));
  expect(await databases()).toEqual(['drehscheibe', 'postgres', 'template0', 'template1']);

  expect(await seedIn(to.url)).toBe(200);
  expect(await query(to.url, 'select count(*) from cases.matter')).toEqual(
    await query(from.url, 'select count(*) from cases.matter'),
  );
});

test('it replaces what was there, and the same tables are as they were made', async () => {
  await query(to.url, `delete from kernel.mail; create table kernel.later (id int)`);
  await restoreBackup(to, file, newer);
  expect(await contentOf(to)).toEqual(await contentOf(from));
  // Rows that a trigger protects are protected again.
  await expect(query(to.url, 'delete from kernel.event')).rejects.toThrow('append-only');
});

test('a file that is cut off, damaged or something else: one line, and nothing has changed', async () => {
  const content = await contentOf(to);
  const whole = await readFile(file);
  const text = gunzipSync(whole);
  const bad = join(folder, 'bad.backup');
  const flipped = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  flipped[middle] = (flipped[middle] ?? 0) ^ 255;
  const without = (line: RegExp) =>
    gzipSync(Buffer.from(text.toString('latin1').replace(line, ''), 'latin1'));
  const files = {
    cut: whole.subarray(0, middle),
    flipped,
    'without its end': without(/-- end .*\n$/),
    'with a row less': without(/(?<=COPY "kernel"\."mail" .*\n).*\n/),
    'not a backup': gzipSync('select 1;\n'),
    'not compressed': text.subarray(0, 1000),
    empty: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(files)) {
    await writeFile(bad, bytes);
    expect(await fault(restoreBackup(to, bad, newer)), what).toMatch(
      /^\S+ is not a whole backup of Drehscheibe: .* Nothing was changed\.$/,
    );
  }
  expect(await fault(restoreBackup(to, folder, newer))).toMatch(/can't be read \(EISDIR/);
  expect(await contentOf(to)).toEqual(content);
  expect(await databases()).toHaveLength(4);
});

test('a backup of a newer program is refused; one of an older program fits a newer one', async () => {
  expect(await fault(restoreBackup(to, file, migrationsFolder))).toMatch(
    /^The backup was made by release 0\.0\.0, whose tables this program does not know \(9999_probe\.sql\)\./,
  );
  await query(from.url, 'drop table public.probe');
  await query(from.url, `delete from migration.applied where file = '9999_probe.sql'`);
  const old = join(folder, 'old.backup');
  await writeBackup(from.url, old, '0.0.0');
  await restoreBackup(to, old, newer);
  expect(await contentOf(to)).toEqual(await contentOf(from));
  const { pool, close } = connect(to.url, 2);
  expect(await migrate(pool, newer)).toEqual(['9999_probe.sql']);
  await close();
});

test('a file that can not be written is one line, and leaves nothing', async () => {
  expect(await fault(writeBackup(from.url, join(folder, 'absent', 'x'), '0.0.0'))).toMatch(
    /^The backup .* can't be written \(ENOENT/,
  );
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});
