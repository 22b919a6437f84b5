// The embedded database keeps its data, tells its faults in one line, and mends what interrupted runs left.
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processStart } from '../process/process-identity.mjs';
import { StartFault } from '../start-fault.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';

let base: string;
let dataDir: string;
let said: string[];
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'embedded-'));
  // As root, PostgreSQL's own user must be able to pass.
  dataDir = join(base, 'var');
  await chmod(base, 0o755);
  said = [];
});

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  await rm(base, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ dataDir, log: (line) => said.push(line) });
  running.push(started);
  return started;
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function fault(): Promise<string> {
  const thrown = await start().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(StartFault);
  const { message } = thrown as StartFault;
  expect(message.split('\n')).toHaveLength(1);
  return message;
}

const pidIn = async (data: string) =>
  Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('the first start makes it, the next one finds what was written', async () => {
  const first = await start();
  expect(said).toEqual(['Preparing the database (initdb)']);
  await query(first.url, 'create table note (text text)');
  await query(first.url, "insert into note values ('Grüezi')");
  const pid = await pidIn(first.dataDirectory);
  await first.stop();
  await first.stop();
  expect(processStart(pid)).toBeUndefined();
  expect(await readdir(dataDir)).not.toContain('lock');

  said = [];
  const second = await start();
  expect(said).toEqual([]);
  expect(await query(second.url, 'select text from note')).toEqual([{ text: 'Grüezi' }]);
});

test('the program is no superuser, listens on this machine only, and commits durably', async () => {
  const { url, adminUrl, dataDirectory } = await start();
  const [role] = await query<Record<string, boolean>>(
    url,
    'select rolsuper, rolcreaterole from pg_roles where rolname = current_user',
  );
  expect(role).toEqual({ rolsuper: false, rolcreaterole: false });
  const settings = await query<{ name: string; setting: string }>(
    adminUrl,
    `select name, setting from pg_settings where name in
     ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'server_encoding', 'data_checksums', 'max_connections')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    server_encoding: 'UTF8',
    data_checksums: 'on',
    max_connections: '100',
  });
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(dataDirectory, '..', 'credentials.json'))).mode & 0o777).toBe(0o600);
  // The extensions that search and calendars need can be had without a superuser.
  for (const extension of ['pg_trgm', 'unaccent', 'btree_gist', 'ltree'])
    await query(url, `create extension ${extension}`);
  expect(
    await query(url, "select lower('ÄÖÜ') as lower, 'zu' > 'Öl' collate \"de-x-icu\" as sorted"),
  ).toEqual([{ lower: 'äöü', sorted: true }]);
});

test('a second program on the same data directory is refused with one line', async () => {
  await start();
  expect(await fault()).toMatch(
    /^Drehscheibe already runs on the data directory .* \(process \d+\)\. Stop it first/,
  );
});

test('other processes can find the running database, and none when it is stopped', async () => {
  expect(await runningEmbeddedPostgres(dataDir)).toBeUndefined();
  const started = await start();
  const found = await runningEmbeddedPostgres(dataDir);
  expect(found).toEqual({
    url: started.url,
    adminUrl: started.adminUrl,
    dataDirectory: started.dataDirectory,
  });
  await started.stop();
  expect(await runningEmbeddedPostgres(dataDir)).toBeUndefined();
});

test('when PostgreSQL dies, the program is told; the next start recovers what was committed', async () => {
  const first = await start();
  await query(first.url, 'create table note (text text)');
  process.kill(await pidIn(first.dataDirectory), 'SIGKILL');
  expect(await first.lost).toMatch(/SIGKILL/);
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select count(*)::int as count from note')).toEqual([{ count: 0 }]);
});

test('a postmaster.pid whose number now belongs to another process does not stop the start', async () => {
  const first = await start();
  const { dataDirectory } = first;
  await first.stop();
  const lines = [String(process.pid), dataDirectory, '1', '5432', '', '127.0.0.1', '', 'ready'];
  await writeFile(join(dataDirectory, 'postmaster.pid'), `${lines.join('\n')}\n`);
  const second = await start();
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(processStart(process.pid)).toBeDefined();
});

test('a half-made cluster of an interrupted first start is thrown away', async () => {
  const draft = join(dataDir, 'postgres.new-0b7c');
  await mkdir(join(draft, 'data'), { recursive: true, mode: 0o755 });
  await writeFile(join(draft, 'data', 'PG_VERSION'), '18');
  await start();
  expect(await readdir(dataDir)).not.toContain('postgres.new-0b7c');
});

test('role and database that an interrupted first start did not make are made at the next', async () => {
  const first = await start();
  await query(first.adminUrl, 'drop database drehscheibe');
  await query(first.adminUrl, 'drop role drehscheibe');
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select current_user as who')).toEqual([{ who: 'drehscheibe' }]);
});

test('a data directory that is a file, or of another version, or half deleted: one line each', async () => {
  await writeFile(dataDir, '');
  expect(await fault()).toMatch(/can't be written .* set DATA_DIR to another folder/);
  await rm(dataDir);

  const { dataDirectory, stop } = await start();
  await stop();
  await writeFile(join(dataDirectory, 'PG_VERSION'), '17\n');
  expect(await fault()).toMatch(/was made by PostgreSQL 17, this program brings 18/);
  await writeFile(join(dataDirectory, 'PG_VERSION'), '18\n');

  await rename(join(dataDirectory, 'global'), join(dataDirectory, 'lobal'));
  expect(await fault()).toMatch(/^PostgreSQL did not start on .*\. If you can't mend it, restore a backup/);
  await rename(dataDirectory, join(base, 'moved'));
  expect(await fault()).toMatch(
    /is missing: it should be in .* Restore it from a backup, or delete the data directory/,
  );
});
