// The access log as the person concerned reads it: their own entries only, those of a case without a search in every year.
import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { createClock } from '../clock.ts';
import { connect, type Connection, type Database } from '../db/connect.ts';
import type { DB } from '../db/tables.ts';
import { accessesOf } from './accesses-of.ts';
import { writeAccess } from './write-access.ts';

const person = randomUUID();
const day = (text: string) => new Date(`${text}T12:00:00Z`);
let database: TestDatabase;
let connection: Connection;
/** As the program's, and remembers what it asked. */
let listening: Database;
const asked: CompiledQuery[] = [];

beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url, 2);
  listening = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: connection.pool }),
    log: (event) => void asked.push(event.query),
  });
  for (const [at, subject, caseRef] of [
    ['2025-12-30', person, 'A'],
    ['2026-01-02', person, 'A'],
    ['2026-01-03', person, 'B'],
    ['2026-01-04', randomUUID(), 'A'],
    ['2026-02-01', person, 'A'],
  ] as const) {
    await connection.db.transaction().execute((tx) =>
      writeAccess(tx, createClock(`${at}T12:00:00Z`), { kind: 'programme', task: 'test' }, [
        {
          kind: 'read',
          subject,
          fields: ['name'],
          purpose: 'test',
          caseRef,
        },
      ]),
    );
  }
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const days = (entries: { at: Date }[]) => entries.map((each) => each.at.toISOString().slice(0, 10));

describe('the accesses of a person', () => {
  it('are all of theirs, newest first, and nobody else’s', async () => {
    expect(days(await accessesOf(connection.db, person, { now: day('2026-12-01') }))).toEqual([
      '2026-02-01',
      '2026-01-03',
      '2026-01-02',
      '2025-12-30',
    ]);
  });

  it('in a case are those of the case since it began', async () => {
    const ofCase = { ref: 'A', from: day('2026-01-01'), to: day('2026-02-02') };
    expect(days(await accessesOf(connection.db, person, { now: day('2026-12-01'), ofCase }))).toEqual([
      '2026-02-01',
      '2026-01-02',
    ]);
  });

  it('in a case are looked for in its years only', async () => {
    const partitions = async () => {
      const { sql, parameters } = asked.at(-1) ?? { sql: '', parameters: [] };
      const { rows } = await connection.pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [
        ...parameters,
      ]);
      return new Set(rows.flatMap((row) => row['QUERY PLAN'].match(/ on access_entry_\w+/g) ?? [])).size;
    };
    await accessesOf(listening, person, {
      now: day('2026-12-01'),
      ofCase: { ref: 'A', from: day('2026-01-01'), to: day('2026-02-02') },
    });
    expect(await partitions()).toBe(1);
    await accessesOf(listening, person, { now: day('2026-12-01') });
    expect(await partitions()).toBeGreaterThan(10);
  });
});
