// npm run restore -- FILE: puts a backup into the place of the embedded database, which is backed up itself before.
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../config.ts';
import { restoreBackup } from '../kernel/backup/restore-backup.ts';
import { writeBackup } from '../kernel/backup/write-backup.ts';
import { startEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { migrationsFolder } from '../program.ts';
import packageFile from '../../package.json' with { type: 'json' };

const usage = `npm run restore -- FILE

Puts a backup made by npm run backup into the place of what is in DATA_DIR. Stop the program first.
What was there is kept as another backup, whose name is said.`;

/** Whether a program has ever kept anything in it. */
async function isInUse(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ used: boolean }>(
      `select to_regclass('migration.applied') is not null and to_regclass('graphile_worker.migrations') is not null as used`,
    );
    return rows[0]?.used === true;
  } finally {
    await client.end();
  }
}

try {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || more.length > 0) throw new StartFault(usage);
  const { databaseUrl, dataDir } = readConfig();
  if (databaseUrl !== undefined)
    throw new StartFault('DATABASE_URL is set: restore that server with its own tools, such as pg_restore.');
  const file = resolve(name);
  await access(file).catch((error: Error) => {
    throw new StartFault(`The backup ${file} can't be read (${error.message}).`);
  });
  const server = await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    if (await isInUse(server.url)) {
      const before = join(
        resolve(dataDir),
        `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}.backup`,
      );
      await writeBackup(server.url, before, packageFile.version);
      console.log(`What was there is kept: ${before}`);
    }
    const { at, release, tables, rows } = await restoreBackup(server, file, migrationsFolder);
    console.log(`Restored: ${file} of ${at}, made by release ${release} (${tables} tables, ${rows} rows)`);
  } finally {
    await server.stop();
  }
} catch (error) {
  endWithFault(error);
}
