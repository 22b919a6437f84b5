// Migrations: plain SQL files, forward only, each in one transaction, guarded by a lock and checksums.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { runMigrations } from 'graphile-worker';
import { StartFault } from '../start-fault.ts';

/** Any number will do as long as every process asks for the same lock. */
const migrationLock = 7203405;

/**
 * Brings the database to the newest schema; processes that start together wait for one another.
 * @param folder holds `0001_name.sql` ...
 * @param only these files, for a schema as an earlier release had it; absent: all
 * @throws StartFault when an applied file was changed afterwards or the server is older than 15.
 */
export async function migrate(pool: Pool, folder: string, only?: readonly string[]): Promise<string[]> {
  const files = (await readdir(folder))
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .filter((file) => only === undefined || only.includes(file))
    .sort();
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    const version = Number(
      (await client.query<{ server_version_num: string }>('show server_version_num')).rows[0]
        ?.server_version_num,
    );
    if (version < 150000)
      throw new StartFault(`PostgreSQL 15 or newer is needed; the server is ${version / 10000}.`);
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('create schema if not exists migration');
    await client.query(
      'create table if not exists migration.applied (file text primary key, checksum text not null, at timestamptz not null default now())',
    );
    const known = await client.query<{ file: string; checksum: string }>(
      'select file, checksum from migration.applied',
    );
    const checksums = new Map(known.rows.map((row) => [row.file, row.checksum]));
    for (const file of files) {
      const sql = await readFile(join(folder, file), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = checksums.get(file);
      if (before !== undefined && before !== checksum) {
        throw new StartFault(
          `Migration ${file} was changed after it had been applied. Add a new one instead.`,
        );
      }
      if (before !== undefined) continue;
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into migration.applied (file, checksum) values ($1, $2)', [
          file,
          checksum,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
      applied.push(file);
    }
    const unknown = [...checksums.keys()].filter((file) => !files.includes(file));
    if (unknown.length > 0) {
      throw new StartFault(
        `The database is newer than this program (it has ${unknown.join(', ')}). Start the newer version.`,
      );
    }
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    // Ending the connection also gives the lock back when something failed in between.
    client.release(true);
  }
  await runMigrations({ pgPool: pool });
  return applied;
}
