// One real PostgreSQL for a test run, with a migrated template database that each test file clones.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/kernel/db/connect.ts';
import { startEmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
  }
}

const migrations = new URL('../../database/migrations', import.meta.url).pathname;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // TEST_DATABASE_URL lets a developer use a server that already runs.
  const given = process.env['TEST_DATABASE_URL'];
  const folder = given ? undefined : await mkdtemp(join(tmpdir(), 'drehscheibe-test-'));
  // For root, PostgreSQL's own user must get in: else the cluster would lie outside the folder and outlive it.
  if (folder) await chmod(folder, 0o755);
  const server = folder ? await startEmbeddedPostgres({ dataDir: folder, log: () => undefined }) : undefined;
  const url = given ?? server?.url ?? '';
  if (server) {
    // The program's role is no superuser, and tests run as that role; only a database per test file is more than it may.
    const superuser = new Client({ connectionString: server.adminUrl });
    await superuser.connect();
    await superuser.query('alter role drehscheibe createdb');
    // Nothing here outlives a power cut; waiting for the disk at every commit would only take time.
    await superuser.query('alter role drehscheibe set synchronous_commit = off');
    await superuser.end();
  }
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const template = `template_${process.pid}_${Date.now()}`;
  await admin.query(`create database ${template}`);
  await admin.end();
  const templateUrl = withDatabase(url, template);
  const connection = connect(templateUrl, 2);
  await migrate(connection.pool, migrations);
  await connection.close();
  project.provide('databaseServer', templateUrl);
  return async () => {
    const last = new Client({ connectionString: url });
    await last.connect();
    const made = await last.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { name } of made.rows) await last.query(`drop database if exists ${name} with (force)`);
    await last.end();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
