// The persons affected by many uses: reckoned in one pass, however many persons and entries there are.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { connect, type Connection } from '../db/connect.ts';
import { affectedPersons, type AffectedPerson, type ExposedUses } from './affected-persons.ts';

const persons = 2500;
const each = 30;
let database: TestDatabase;
let connection: Connection;
const actorId = '11111111-1111-4111-8111-111111111111';
const uses: ExposedUses = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-03-31T00:00:00Z'),
  actorId,
  unit: null,
  role: null,
  roleAccounts: [],
  fields: [],
  purposes: [],
  caseRef: null,
  now: new Date('2026-06-01T00:00:00Z'),
};

beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url, 2);
  await connection.pool.query(
    `insert into kernel.access_entry (at, kind, actor_kind, actor_id, subject_id, fields, purpose)
      select timestamptz '2026-03-02' + number * interval '1 minute', 'read', 'staff', $1,
        ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid,
        case when number % 2 = 0 then array['name', 'address'] else array['ahv', 'name'] end, 'worklist'
      from generate_series(1, ${persons}) as person, generate_series(1, ${each}) as number`,
    [actorId],
  );
  await connection.pool.query('analyze kernel.access_entry');
}, 120_000);
afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** All of them, in portions, each within the given time. */
const allWithin = (seconds: number, wanted: ExposedUses): Promise<AffectedPerson[]> =>
  connection.db.transaction().execute(async (tx) => {
    // Less than the program's own limit for a statement, which ends the notice of a breach as a whole.
    await sql.raw(`set local statement_timeout = ${seconds * 1000}`).execute(tx);
    const all: AffectedPerson[] = [];
    for (;;) {
      const after = all.at(-1)?.subject;
      const found = await affectedPersons(tx, wanted, { after, limit: 1000 });
      if (found.length === 0) return all;
      all.push(...found);
    }
  });

describe('the persons affected', () => {
  it('are found quickly where they are thousands, each with every field and use once', async () => {
    const all = await allWithin(5, uses);
    expect(all).toHaveLength(persons);
    expect(new Set(all.map(({ subject }) => subject)).size).toBe(persons);
    for (const { fields, uses: times } of [all[0], all[1234], all.at(-1)] as AffectedPerson[]) {
      expect(fields).toEqual(['address', 'ahv', 'name']);
      expect(times).toBe(each);
    }
    expect(all[0]?.firstAt).toEqual(new Date('2026-03-02T00:01:00Z'));
    expect(all[0]?.lastAt).toEqual(new Date('2026-03-02T00:30:00Z'));
  });

  it('are told only of the fields that were asked for', async () => {
    const [first] = await allWithin(5, { ...uses, fields: ['ahv'] });
    expect(first?.fields).toEqual(['ahv']);
    expect(first?.uses).toBe(each / 2);
  });
});
