// Writes everything in the database, files and waiting jobs too, as of one moment into one file; the program may be running.
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { isDiskFull, StartFault } from '../start-fault.ts';
import {
  endLine,
  firstLine,
  headLine,
  readSchemaOf,
  sequencesOf,
  settings,
  tablesOf,
  type BackupEnd,
} from './backup-format.ts';

async function* content(
  client: Client,
  release: string,
  told: (end: BackupEnd) => void,
): AsyncGenerator<string | Buffer> {
  await client.query(settings);
  // One snapshot for all tables: what is written meanwhile is in none of them.
  await client.query('begin isolation level repeatable read read only');
  const { rows: now } = await client.query<{ at: string; postgresql: string }>(
    `select to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, current_setting('server_version') as postgresql`,
  );
  const { at = '', postgresql = '' } = now[0] ?? {};
  yield `${firstLine}\n${headLine({ release, at, postgresql, ...(await readSchemaOf(client)) })}\n`;
  const tables = await tablesOf(client);
  let rows = 0;
  for (const { name, columns } of tables) {
    yield `COPY ${name} (${columns}) FROM stdin;\n`;
    const copy = client.query(copyTo(`copy (select ${columns} from ${name}) to stdout`));
    for await (const chunk of copy) yield chunk as Buffer;
    rows += copy.rowCount;
    yield '\\.\n';
  }
  for (const { name, last } of await sequencesOf(client)) yield `SELECT setval('${name}', ${last});\n`;
  await client.query('commit');
  const end = { tables: tables.length, rows };
  yield `${endLine(end)}\n`;
  told(end);
}

/**
 * Writes a backup. The file appears when it is whole and on the disk, readable by its owner only; an older one of that
 * name is replaced then.
 * @param url connection string of the database; any role that may read all tables
 * @throws StartFault when the file can't be written
 */
export async function writeBackup(
  url: string,
  file: string,
  release: string,
): Promise<BackupEnd & { bytes: number }> {
  const draft = `${file}.part`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // A draft that a killed backup left may be somebody else's to read.
    await rm(draft, { force: true });
    let end: BackupEnd = { tables: 0, rows: 0 };
    await pipeline(
      content(client, release, (told) => (end = told)),
      createGzip(),
      createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
    );
    const handle = await open(draft);
    await handle.sync();
    await handle.close();
    const { size } = await stat(draft);
    await rename(draft, file);
    return { ...end, bytes: size };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (isDiskFull(error))
      throw new StartFault(
        `The disk is full: the backup ${file} was not written. Make room, then try again.`,
      );
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && /^E[A-Z]+$/.test(code))
      throw new StartFault(`The backup ${file} can't be written (${message}).`);
    throw error;
  } finally {
    await client.end();
  }
}
