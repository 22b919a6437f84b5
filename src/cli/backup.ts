// npm run backup -- FILE: a whole, consistent copy of the embedded database with all files in it; the program may be running.
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { writeBackup } from '../kernel/backup/write-backup.ts';
import { withEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import packageFile from '../../package.json' with { type: 'json' };

const usage = `npm run backup -- FILE

Writes everything that the program keeps (database, files, secret, waiting jobs) as of one moment into FILE.
It holds personal data: only its owner can read it. npm run restore -- FILE puts it back.`;

try {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || more.length > 0) throw new StartFault(usage);
  const { databaseUrl, dataDir } = readConfig();
  if (databaseUrl !== undefined)
    throw new StartFault('DATABASE_URL is set: back that server up with its own tools, such as pg_dump.');
  const file = resolve(name);
  const { tables, rows, bytes } = await withEmbeddedPostgres({ dataDir, log: console.error }, ({ url }) =>
    writeBackup(url, file, packageFile.version),
  );
  console.log(`Backup written: ${file} (${tables} tables, ${rows} rows, ${Math.ceil(bytes / 1000)} kB)`);
} catch (error) {
  endWithFault(error);
}
