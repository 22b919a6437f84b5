// The demonstration canton, seeded once a run for each moment of its clock: each test file clones it in place of seeding its own.
import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { withDatabase } from './global-database.ts';
import { cloneDatabase } from './test-database.ts';

/**
 * The name of the template. Whoever asks first makes it, others wait meanwhile, in whatever process.
 * @param moment of the program's clock, which the rows of the seed follow
 * @param fill leaves no connection open
 */
export async function seededTemplate(
  moment: string,
  fill: (databaseUrl: string) => Promise<void>,
): Promise<string> {
  const migrated = inject('databaseServer');
  const name = `${new URL(migrated).pathname.slice(1)}_${createHash('sha256').update(moment).digest('hex').slice(0, 8)}`;
  const admin = new Client({ connectionString: withDatabase(migrated, 'postgres') });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const unfinished = `${name}_new`;
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await cloneDatabase(new URL(migrated).pathname.slice(1), unfinished);
    await fill(withDatabase(migrated, unfinished));
    await admin.query(`alter database ${unfinished} rename to ${name}`);
    return name;
  } finally {
    await admin.end();
  }
}
