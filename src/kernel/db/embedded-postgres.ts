// The embedded database: a PostgreSQL 18 of our own under the data directory, for whoever has no DATABASE_URL.
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { LockHeld, lockFolder } from '../process/folder-lock.mjs';
import { processStart } from '../process/process-identity.mjs';
import { isDiskFull, StartFault } from '../start-fault.ts';
import { usableBinaries } from './embedded-binaries.ts';
import { diskFull, makeCluster, readCredentials } from './embedded-cluster.ts';
import type { Credentials } from './embedded-cluster.ts';
import { endLeftovers, readPostmaster, removeHalfMade } from './embedded-leftovers.ts';
import { removeOrphans } from './embedded-orphans.ts';
import { weAreRoot } from './embedded-owner.ts';
import { exists, findPlace, knownHome, systemFolder } from './embedded-place.ts';
import { startServer } from './embedded-server.ts';

export interface EmbeddedPostgres {
  /** Connection string of role `drehscheibe`, which owns the database `drehscheibe` and is no superuser. */
  url: string;
  /** Connection string of the superuser, for backups. */
  adminUrl: string;
  /** PostgreSQL's own data directory; in `dataDir`, or in the system's place when root's OS user can't reach that. */
  dataDirectory: string;
  /** Ends PostgreSQL and gives the lock on `dataDir` back. Safe to call twice. */
  stop(): Promise<void>;
  /** Settles with PostgreSQL's last words when it ends without `stop`: nothing works any more, the program should end. */
  lost: Promise<string>;
}

const name = 'drehscheibe';

function urls(port: number, credentials: Credentials): { url: string; adminUrl: string } {
  const at = `127.0.0.1:${port}`;
  return {
    url: `postgresql://${name}:${credentials.application}@${at}/${name}`,
    adminUrl: `postgresql://postgres:${credentials.superuser}@${at}/postgres`,
  };
}

/**
 * Takes the lock on a data directory, and makes the directory when it is absent.
 * @throws StartFault when it can't be written or another program holds it
 */
async function lockDataDir(dataDir: string): Promise<{ release(): void }> {
  try {
    // Root's PostgreSQL runs as another user, who must pass through but not look around.
    const made = await mkdir(dataDir, { recursive: true, mode: weAreRoot() ? 0o711 : 0o700 });
    // The mode is cut by the umask.
    if (made !== undefined && weAreRoot()) await chmod(dataDir, 0o711);
    // A program that is just ending gets a moment to do so.
    return await lockFolder(join(dataDir, 'lock'), 'Drehscheibe', { patience: 2_000 });
  } catch (error) {
    if (error instanceof LockHeld) {
      throw new StartFault(
        `Drehscheibe already runs on the data directory ${dataDir} (process ${error.holder.pid}). ` +
          'Stop it first, or set DATA_DIR and PORT to others.',
      );
    }
    if (isDiskFull(error)) throw diskFull(dataDir);
    throw new StartFault(
      `The data directory ${dataDir} can't be written (${(error as Error).message}). ` +
        'Give yourself access to it, or set DATA_DIR to another folder.',
    );
  }
}

/** A connection string works: true; role or database is missing: false. */
async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // invalid_password, invalid_authorization_specification, invalid_catalog_name
    if (['28P01', '28000', '3D000'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the role and the database, as far as an interrupted first start has not. */
async function makeDatabase(adminUrl: string, credentials: Credentials): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [name]);
    const verb = role.rowCount === 0 ? 'create' : 'alter';
    await client.query(
      `${verb} role ${name} login password ${client.escapeLiteral(credentials.application)}`,
    );
    const database = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (database.rowCount === 0) await client.query(`create database ${name} owner ${name}`);
  } finally {
    await client.end();
  }
}

async function checkVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== '18') {
    throw new StartFault(
      `The database in ${data} was made by PostgreSQL ${version}, this program brings 18. ` +
        'Take a backup with the program that made it and restore it into a new DATA_DIR.',
    );
  }
}

async function startLocked(
  dataDir: string,
  log: (line: string) => void,
): Promise<Omit<EmbeddedPostgres, 'lost'> & { ended: Promise<string> }> {
  const place = await findPlace(dataDir);
  const binaries = await usableBinaries(place.owner, systemFolder);
  const data = join(place.home, 'data');
  await removeHalfMade(place.home);
  await removeHalfMade(join(dataDir, 'postgres'));
  if (await exists(place.home)) {
    await checkVersion(data);
    await endLeftovers(data, log);
  } else {
    log('Preparing the database (initdb)');
    await makeCluster(place, binaries);
  }
  const credentials = await readCredentials(place.home);
  const server = await startServer(binaries, data, place.owner, log);
  try {
    const { url, adminUrl } = urls(server.port, credentials);
    if (!(await answers(url))) await makeDatabase(adminUrl, credentials);
    if (weAreRoot()) void removeOrphans([place.home, binaries.folder]);
    return { url, adminUrl, dataDirectory: data, stop: () => server.stop(), ended: server.ended };
  } catch (error) {
    await server.stop();
    throw isDiskFull(error) ? diskFull(dataDir) : error;
  }
}

/**
 * Brings the embedded database up: makes it at the first start, ends what an interrupted run left, starts it.
 * While it runs no other program can use the same data directory. When this process is killed, PostgreSQL ends by itself.
 * @param options.dataDir folder for everything the program keeps; made when absent
 * @param options.log takes progress in plain words
 * @throws StartFault
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = await lockDataDir(dataDir);
  try {
    const { ended, ...started } = await startLocked(dataDir, options.log);
    let stopping: Promise<void> | undefined;
    const stop = () => (stopping ??= started.stop().finally(() => lock.release()));
    const lost = new Promise<string>((settle) => {
      void ended.then((words) => {
        if (stopping === undefined) settle(words);
      });
    });
    return { ...started, stop, lost };
  } catch (error) {
    lock.release();
    throw isDiskFull(error) && !(error instanceof StartFault) ? diskFull(dataDir) : error;
  }
}

/**
 * The embedded database of a data directory while another process (the running program) keeps it up.
 * @returns undefined when none runs
 */
export async function runningEmbeddedPostgres(
  dataDir: string,
): Promise<Pick<EmbeddedPostgres, 'url' | 'adminUrl' | 'dataDirectory'> | undefined> {
  const home = await knownHome(resolve(dataDir));
  if (home === undefined) return undefined;
  const dataDirectory = join(home, 'data');
  const postmaster = await readPostmaster(dataDirectory);
  if (!postmaster?.ready || processStart(postmaster.pid) === undefined) return undefined;
  return { ...urls(postmaster.port, await readCredentials(home)), dataDirectory };
}

/**
 * Uses the embedded database of a data directory: that of the running program, or else one that runs only as long as `use`.
 * @throws StartFault when there is none
 */
export async function withEmbeddedPostgres<Result>(
  options: { dataDir: string; log: (line: string) => void },
  use: (database: Pick<EmbeddedPostgres, 'url' | 'adminUrl'>) => Promise<Result>,
): Promise<Result> {
  const running = await runningEmbeddedPostgres(options.dataDir);
  if (running) return use(running);
  const dataDir = resolve(options.dataDir);
  if ((await knownHome(dataDir)) === undefined)
    throw new StartFault(`There is no database in ${dataDir}. Set DATA_DIR to the folder that has one.`);
  const started = await startEmbeddedPostgres(options);
  try {
    return await use(started);
  } finally {
    await started.stop();
  }
}
