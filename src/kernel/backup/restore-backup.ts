// Reads a backup into a new database and puts it in the place of the old one in one step: all of it, or nothing has changed.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { freeJobs } from '../jobs/free-jobs.ts';
import { StartFault } from '../start-fault.ts';
import {
  backupFormat,
  firstLine,
  readSchemaOf,
  settings,
  tablesOf,
  type BackupEnd,
  type BackupHead,
} from './backup-format.ts';

const draftName = 'drehscheibe_restore';
const replacedName = 'drehscheibe_replaced';

/** The lines of a file by bytes: text files of ours end a line by \n alone, and a row may hold any other sign. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error));
  let rest: Buffer[] = [];
  for await (const chunk of source.pipe(unzipped) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

class Reader {
  private readonly lines: AsyncGenerator<Buffer>;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
    this.lines = linesOf(file);
  }

  /** The next line with its end. @throws StartFault when there is none or the file is damaged */
  async next(): Promise<Buffer> {
    try {
      const { value, done } = await this.lines.next();
      if (!done) return value;
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (/^E(?!PIPE)[A-Z]+$/.test(code))
        throw new StartFault(`The backup ${this.file} can't be read (${message}).`);
    }
    throw this.damaged();
  }

  async text(): Promise<string> {
    return (await this.next()).toString('utf8').trimEnd();
  }

  /** Reads on to the end, where the checksum stands. @throws StartFault when it is wrong or more comes */
  async finish(): Promise<void> {
    const more = await this.lines.next().catch(() => undefined);
    if (more?.done !== true) throw this.damaged();
  }

  async close(): Promise<void> {
    await this.lines.return(undefined);
  }

  damaged(): StartFault {
    return new StartFault(
      `${this.file} is not a whole backup of Drehscheibe: it is damaged or was cut off. Nothing was changed.`,
    );
  }
}

async function readHead(reader: Reader): Promise<BackupHead> {
  const first = await reader.text();
  if (first !== firstLine) {
    throw /^-- Drehscheibe backup \d+$/.test(first)
      ? new StartFault(
          `The backup has the format of ${first.slice(3)}, this program reads ${backupFormat}. Restore it with the release that made it.`,
        )
      : reader.damaged();
  }
  const head = await reader.text();
  if (!head.startsWith('-- head ')) throw reader.damaged();
  return JSON.parse(head.slice(8)) as BackupHead;
}

/** Brings the empty database to the schema that the rows were written from. */
async function makeSchema(url: string, migrationsFolder: string, head: BackupHead): Promise<void> {
  const { pool, close } = connect(url, 2);
  try {
    await migrate(
      pool,
      migrationsFolder,
      head.migrations.map(({ file }) => file),
    );
    const client = await pool.connect();
    try {
      const made = await readSchemaOf(client);
      const other = head.migrations.filter(
        ({ file, checksum }) =>
          !made.migrations.some((each) => each.file === file && each.checksum === checksum),
      );
      if (other.length > 0 || made.queue !== head.queue) {
        throw new StartFault(
          `The backup was made by release ${head.release}, whose tables this program does not know ` +
            `(${other.map(({ file }) => file).join(', ') || 'those of the queue'}). ` +
            'Restore it with that release; newer ones bring it up to date when they start.',
        );
      }
    } finally {
      client.release();
    }
  } finally {
    await close();
  }
}

async function* rowsOf(reader: Reader): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await reader.next();
    if (line.length === 3 && line.toString('latin1') === '\\.\n') return;
    yield line;
  }
}

async function readTable(client: Client, reader: Reader, statement: string): Promise<number> {
  const copy = client.query(copyFrom(statement));
  try {
    await pipeline(rowsOf(reader), copy);
  } catch (error) {
    // Class 22 of PostgreSQL's codes: the data is not what it should be.
    throw (error as { code?: string }).code?.startsWith('22') ? reader.damaged() : error;
  }
  return copy.rowCount;
}

const quoted = '"[^"]+"';
const copyLine = new RegExp(`^COPY ${quoted}\\.${quoted} \\(${quoted}(, ${quoted})*\\) FROM stdin;$`);
const sequenceLine = new RegExp(`^SELECT setval\\('${quoted}\\.${quoted}', -?\\d+\\);$`);

async function readRows(url: string, reader: Reader): Promise<BackupEnd> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(settings);
    await client.query('begin');
    // Rows come table by table, and some point to others that come later; triggers have done their work before.
    await client.query(`set local session_replication_role = 'replica'`);
    const tables = await tablesOf(client);
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    const found: BackupEnd = { tables: 0, rows: 0 };
    for (;;) {
      const line = await reader.text();
      if (copyLine.test(line)) {
        found.rows += await readTable(client, reader, line);
        found.tables += 1;
      } else if (sequenceLine.test(line)) await client.query(line);
      else if (line.startsWith('-- end ')) {
        const told = JSON.parse(line.slice(7)) as BackupEnd;
        if (told.rows !== found.rows || told.tables !== found.tables) throw reader.damaged();
        await reader.finish();
        break;
      } else throw reader.damaged();
    }
    // Jobs that ran at that moment belong to nobody now: they run again, as after a crash.
    await freeJobs(client);
    await client.query('commit');
    await client.query('analyze');
    return found;
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
function databaseAt(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/**
 * Restores a backup into the embedded database; no program may use it meanwhile.
 * @param server connection strings of the program's role and of the superuser
 * @throws StartFault when the file is damaged, or its tables are not known here; nothing has changed then
 */
export async function restoreBackup(
  server: { url: string; adminUrl: string },
  file: string,
  migrationsFolder: string,
): Promise<BackupEnd & { at: string; release: string }> {
  const reader = new Reader(file);
  const admin = new Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    const head = await readHead(reader);
    const { pathname, username } = new URL(server.url);
    const name = admin.escapeIdentifier(pathname.slice(1));
    // What an interrupted restore left.
    await admin.query(`drop database if exists ${draftName} with (force)`);
    await admin.query(`drop database if exists ${replacedName} with (force)`);
    await admin.query(`create database ${draftName} owner ${admin.escapeIdentifier(username)}`);
    try {
      await makeSchema(databaseAt(server.url, draftName), migrationsFolder, head);
      const found = await readRows(databaseAt(server.adminUrl, draftName), reader);
      await admin.query('begin');
      await admin.query(`alter database ${name} rename to ${replacedName}`);
      await admin.query(`alter database ${draftName} rename to ${name}`);
      await admin.query('commit');
      await admin.query(`drop database ${replacedName} with (force)`);
      return { ...found, at: head.at, release: head.release };
    } catch (error) {
      await admin.query('rollback');
      await admin.query(`drop database if exists ${draftName} with (force)`);
      throw error;
    }
  } finally {
    await reader.close();
    await admin.end();
  }
}
