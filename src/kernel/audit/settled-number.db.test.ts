// The settled number: never above what may still come, and as high as it can be.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { connect, type Connection } from '../db/connect.ts';
import { settledNumber } from './settled-number.ts';
import { entriesAbout, entriesBetween, removeOldEntries, wholeColumns } from './whole-entries.ts';

const subject = randomUUID();
let database: TestDatabase;
let connection: Connection;
const clients: Client[] = [];

beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url, 4);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await connection.close();
  await database.drop();
});

async function another(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  clients.push(client);
  return client;
}

const insert = (table = 'kernel.access_entry', at = '2026-11-24T08:00:00.123456Z') =>
  `insert into ${table} (at, kind, actor_kind, subject_id, fields, purpose)
   values ('${at}', 'read', 'programme', '${subject}', '{name}', 'test') returning id`;
const idOf = async (client: Client, sql = insert()) =>
  Number((await client.query<{ id: number }>(sql)).rows[0]?.id);

test('nothing has been given yet', async () => {
  expect(await settledNumber(connection.db)).toBe(0);
});

test('a number whose transaction has not ended is waited for, also in a savepoint, a partition, a prepared statement', async () => {
  const quick = await another();
  for (const write of [
    (client: Client) => idOf(client),
    (client: Client) => idOf(client, insert('kernel.access_entry_2026')),
    async (client: Client) => {
      await client.query('savepoint a');
      const id = await idOf(client);
      await client.query('release a');
      return id;
    },
    async (client: Client) =>
      Number((await client.query<{ id: number }>({ name: 'write', text: insert() })).rows[0]?.id),
  ]) {
    for (const ending of ['commit', 'rollback']) {
      const slow = await another();
      await slow.query('begin');
      const low = await write(slow);
      const high = await idOf(quick);
      expect(high).toBeGreaterThan(low);
      expect(await settledNumber(connection.db, 100)).toBeUndefined();
      const waiting = settledNumber(connection.db);
      await sleep(60);
      await slow.query(ending);
      expect(await waiting).toBe(high);
      const found = await entriesBetween(connection.db, low - 1, high);
      expect(found.map(({ id }) => Number(id))).toEqual(ending === 'commit' ? [low, high] : [high]);
    }
  }
});

test('those who begin later are not waited for', async () => {
  const slow = await another();
  await slow.query('begin');
  const low = await idOf(slow);
  const waiting = settledNumber(connection.db);
  await sleep(60);
  const later = await another();
  await later.query('begin');
  await idOf(later);
  await slow.query('commit');
  expect(await waiting).toBe(low);
  await later.query('rollback');
});

test('readers, and writers of other tables, are not waited for', async () => {
  const reader = await another();
  await reader.query('begin isolation level repeatable read');
  await reader.query('select count(*) from kernel.access_entry');
  await reader.query(`insert into kernel.secret values ('a', 'b')`);
  expect(await settledNumber(connection.db, 100)).toBeGreaterThan(0);
  await reader.query('rollback');
});

test('under load no committed entry is ever missed', async () => {
  const load = { on: true };
  const writers = Array.from({ length: 6 }, async (_, number) => {
    const client = await another();
    while (load.on) {
      await client.query('begin');
      await idOf(client);
      if (number % 2 === 0) await sleep(Math.random() * 8);
      await client.query(Math.random() < 0.2 ? 'rollback' : 'commit');
    }
  });
  const seen: number[] = [];
  let settled = (await settledNumber(connection.db)) ?? 0;
  const first = settled;
  for (let round = 0; round < 60; round++) {
    const next = (await settledNumber(connection.db)) ?? settled;
    seen.push(...(await entriesBetween(connection.db, settled, next)).map(({ id }) => Number(id)));
    settled = next;
  }
  load.on = false;
  await Promise.all(writers);
  const all = await entriesBetween(connection.db, first, settled);
  expect(seen).toEqual(all.map(({ id }) => Number(id)));
  expect(seen.length).toBeGreaterThan(100);
});

test('an entry is read with all columns of its table', async () => {
  const { rows } = await connection.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'kernel' and table_name = 'access_entry'`,
  );
  expect(Object.values(wholeColumns).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  const [entry] = await entriesBetween(connection.db, 0, 1e9, 1);
  expect(entry).toMatchObject({
    at: '2026-11-24T08:00:00.123456Z',
    kind: 'read',
    actorKind: 'programme',
    actorId: null,
    subject,
    fields: ['name'],
    caseRef: null,
  });
  expect(entry?.salt).toHaveLength(16);
  const ids = [Number(entry?.id), 999_999];
  expect(await entriesAbout(connection.db, subject, ids, new Date())).toEqual([entry]);
  expect(await entriesAbout(connection.db, randomUUID(), ids, new Date())).toEqual([]);
  // No two entries share a salt.
  const { rows: salts } = await connection.pool.query<{ all: number; different: number }>(
    'select count(*)::int as all, count(distinct salt)::int as different from kernel.access_entry',
  );
  expect(salts[0]?.different).toBe(salts[0]?.all);
});

test('only entries whose retention is over can go', async () => {
  const client = await another();
  const old = await idOf(client, insert(undefined, '2012-01-01T00:00:00Z'));
  const young = await idOf(client);
  await expect(client.query('delete from kernel.access_entry where id = $1', [young])).rejects.toThrow(
    'append-only',
  );
  await expect(
    client.query('update kernel.access_entry set at = $1 where id = $2', ['2012-01-01', old]),
  ).rejects.toThrow('append-only');
  expect(await removeOldEntries(connection.db, new Date(), old - 1, 10)).toEqual([]);
  expect(await removeOldEntries(connection.db, new Date(), old, 10)).toEqual([old]);
  expect(await removeOldEntries(connection.db, new Date('2040-01-01'), young, 10)).toEqual([]);
});
