// npm run schema: applies all migrations to an empty database and writes down what comes out, for people and for the compiler.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../kernel/db/connect.ts';
import { describeSchema } from '../kernel/db/dump-schema.ts';
import { startEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { projectFolder } from '../kernel/project-folder.ts';

const schemaFile = 'database/schema.sql';
const tablesFile = 'src/kernel/db/tables.ts';

/** The types of all tables; partitions and other programs' tables are left out. */
async function writeTables(url: string): Promise<void> {
  const program = join(projectFolder, 'node_modules/kysely-codegen/dist/cli/bin.js');
  await promisify(execFile)(
    process.execPath,
    [
      program,
      ...['--dialect', 'postgres', '--url', url, '--out-file', join(projectFolder, tablesFile)],
      ...['--exclude-pattern', '(kernel.(event|access_entry)_*|migration.*|graphile_worker.*)'],
      ...['--date-parser', 'string', '--numeric-parser', 'number', '--type-mapping', '{"int8":"number"}'],
    ],
    { cwd: projectFolder },
  );
}

const folder = await mkdtemp(join(tmpdir(), 'drehscheibe-schema-'));
try {
  // For root, PostgreSQL's own user must get in: else the cluster would lie outside the folder and outlive it.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  const connection = connect(server.url, 2);
  try {
    await migrate(connection.pool, join(projectFolder, 'database/migrations'));
    await writeFile(join(projectFolder, schemaFile), await describeSchema(connection.pool));
    await writeTables(server.url);
    console.log(`Written: ${schemaFile}, ${tablesFile}`);
  } finally {
    await connection.close();
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
