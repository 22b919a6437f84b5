// Makes a new PostgreSQL cluster in one step: it is there complete, or not at all.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { guardChild } from '../process/guard-child.mjs';
import { isDiskFull, StartFault } from '../start-fault.ts';
import { bareEnvironment } from './embedded-binaries.ts';
import type { Binaries } from './embedded-binaries.ts';
import type { Place } from './embedded-place.ts';

/** Passwords of the two roles; both are made here and never leave the machine. */
export interface Credentials {
  /** Role `postgres`: backups, and databases for tests. */
  superuser: string;
  /** Role `drehscheibe`: owns the database of the same name and nothing else. */
  application: string;
}

/** An empty cluster takes 40 MB; the write-ahead log and the demonstration canton need room as well. */
const neededBytes = 150_000_000;

export function diskFull(folder: string): StartFault {
  return new StartFault(
    `The disk is full: the database in ${folder} needs at least ${neededBytes / 1_000_000} MB. ` +
      'Make room, or set DATA_DIR to a folder on another disk; nothing is lost.',
  );
}

export async function readCredentials(home: string): Promise<Credentials> {
  const path = join(home, 'credentials.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Credentials;
  } catch (error) {
    throw new StartFault(
      `${path} can't be read (${(error as Error).message}); the database's passwords stand in it.`,
    );
  }
}

async function runInitdb(
  binaries: Binaries,
  data: string,
  passwordFile: string,
  place: Place,
): Promise<void> {
  const identity = place.owner && { uid: place.owner.uid, gid: place.owner.gid };
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and the same letters on every machine, whatever libc it has; columns that people
      // read sorted name an ICU collation of their own.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=simple',
      '--no-instructions',
    ],
    { ...identity, env: bareEnvironment, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  guardChild(child, { steps: [['KILL', 0]], ...identity });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  if (isDiskFull(words)) throw diskFull(dirname(place.home));
  const reason = words.split('\n').find((line) => /error|fatal|could not/i.test(line));
  throw new StartFault(
    `The database could not be made in ${dirname(place.home)}: ${reason ?? `initdb ended with code ${code}`}. ` +
      'Nothing was kept; mend this and start again.',
  );
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(content);
  await file.sync();
  await file.close();
}

/**
 * Runs initdb in a folder beside the final one and renames it.
 * @throws StartFault
 */
export async function makeCluster(place: Place, binaries: Binaries): Promise<void> {
  const parent = dirname(place.home);
  const { bavail, bsize } = await statfs(parent);
  if (bavail * bsize < neededBytes) throw diskFull(parent);

  const draft = `${place.home}.new-${randomUUID()}`;
  const data = join(draft, 'data');
  try {
    // Its OS user must pass through to `data`, but has nothing to read here.
    await mkdir(draft, { mode: 0o700 });
    // By name, since root's umask may be 077.
    if (place.owner) await chmod(draft, 0o711);
    const credentials: Credentials = {
      superuser: randomBytes(24).toString('base64url'),
      application: randomBytes(24).toString('base64url'),
    };
    await writeDurably(join(draft, 'credentials.json'), `${JSON.stringify(credentials)}\n`);
    const room = join(draft, 'room');
    await mkdir(room, { mode: 0o700 });
    await mkdir(data, { mode: 0o700 });
    const password = join(room, 'password');
    await writeFile(password, `${credentials.superuser}\n`, { mode: 0o600 });
    if (place.owner) {
      for (const path of [room, password, data]) await chown(path, place.owner.uid, place.owner.gid);
    }
    await runInitdb(binaries, data, password, place);
    await rm(room, { recursive: true });
    await rename(draft, place.home);
    await place.settle();
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw isDiskFull(error) ? diskFull(parent) : error;
  }
}
