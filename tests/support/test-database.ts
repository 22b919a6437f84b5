// A database of its own for a test file, cloned from the migrated template in a fraction of a second.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { withDatabase } from './global-database.ts';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** @param template another than the migrated one */
export async function testDatabase(template?: string): Promise<TestDatabase> {
  const templateUrl = inject('databaseServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(template ?? new URL(templateUrl).pathname.slice(1), name);
  return {
    url: withDatabase(templateUrl, name),
    // After much was written the vacuum may be at work in it, which only a superuser may end (SQLSTATE 42501).
    drop: () => patiently('42501', `drop database if exists ${name} with (force)`),
  };
}

/** Another test file may be cloning the template this moment (SQLSTATE 55006). */
export const cloneDatabase = (template: string, name: string) =>
  patiently('55006', `create database ${name} template ${template}`);

async function admin(sql: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(inject('databaseServer'), 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function patiently(passing: string, sql: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await admin(sql);
    } catch (error) {
      if ((error as { code?: string }).code !== passing || tries === 50) throw error;
      // Whatever is at work in it is soon done, and PostgreSQL tells nobody when.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
