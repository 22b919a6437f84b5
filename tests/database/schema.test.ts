// The schema that is written down is the one that the migrations make.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection } from '../../src/kernel/db/connect.ts';
import { describeSchema } from '../../src/kernel/db/dump-schema.ts';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import { testDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url, 1);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

describe('database/schema.sql', () => {
  it('is what the migrations make (otherwise: npm run schema)', async () => {
    expect(await readFile(join(projectFolder, 'database/schema.sql'), 'utf8')).toBe(
      await describeSchema(connection.pool),
    );
  });

  it('has a type for every table in src/kernel/db/tables.ts', async () => {
    const { rows } = await connection.pool.query<{ name: string; columns: string[] }>(
      `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attname) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind in ('r', 'p') and not c.relispartition
         and n.nspname not in ('migration', 'graphile_worker', 'information_schema', 'pg_catalog') group by 1`,
    );
    const types = await readFile(join(projectFolder, 'src/kernel/db/tables.ts'), 'utf8');
    const typed = [...types.matchAll(/^ {2}"([a-z_.]+)": (\w+);/gm)].map(([, name = '', type = '']) => {
      const body = new RegExp(`export interface ${type} \\{\\n([^}]*)\\}`).exec(types)?.[1] ?? '';
      return { name, columns: [...body.matchAll(/^ {2}(\w+):/gm)].map((each) => each[1] ?? '').sort() };
    });
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(rows.length).toBeGreaterThan(15);
    expect(typed.sort(byName)).toEqual(rows.sort(byName));
  });

  it('shows what a migration changes', async () => {
    const before = await describeSchema(connection.pool);
    await connection.pool.query('alter table cases.clock add column planted text not null default $$x$$');
    await connection.pool.query(
      'create index planted_index on cases.clock (planted) where planted is not null',
    );
    const after = await describeSchema(connection.pool);
    const lines = new Set(before.split('\n'));
    expect(after.split('\n').filter((line) => !lines.has(line))).toEqual([
      `  planted text not null default 'x'::text,`,
      'CREATE INDEX planted_index ON cases.clock USING btree (planted) WHERE (planted IS NOT NULL);',
    ]);
  });
});
