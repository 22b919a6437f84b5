// Where the embedded cluster of a data directory lies: inside it, or, for root, where PostgreSQL's OS user can reach it.
import { randomUUID } from 'node:crypto';
import { chmod, chown, link, lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { canUse, nameOf, newOwner, ownerOf, weAreRoot } from './embedded-owner.ts';
import type { Owner } from './embedded-owner.ts';

/** For clusters and programs that PostgreSQL's OS user can't reach where they are. */
const systemPlace = '/var/lib/drehscheibe';
/** In the data directory: names the cluster in the system place. Deleting the data directory thus forgets it. */
const pointerName = 'postgres-elsewhere';

export interface Place {
  /** Holds `data` (the cluster) and `credentials.json`; exists only when both are complete. */
  home: string;
  /** Undefined: our own user. */
  owner: Owner | undefined;
  /** Called once `home` is complete: from then on the data directory stands for this cluster. */
  settle(): Promise<void>;
}

/** What stands beside a cluster in the system place, so that it can be told when nobody wants it any more. */
export interface Origin {
  dataDir: string;
  /** Device of the data directory, to tell a deleted folder from a disk that isn't mounted. */
  device: number;
  /** The pointer is a hard link to `pointer` beside this file: its count tells whether it still exists anywhere. */
  linked: boolean;
}

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Makes the system place. @throws StartFault when that is not possible */
export async function systemFolder(): Promise<string> {
  try {
    await mkdir(systemPlace, { recursive: true, mode: 0o755 });
    // The mode above is cut by the umask, which closed it to others where that is 077.
    if (((await lstat(systemPlace)).mode & 0o011) !== 0o011) await chmod(systemPlace, 0o755);
    return systemPlace;
  } catch (error) {
    throw new StartFault(
      `The database can't be kept in ${systemPlace} (${(error as Error).message}). ` +
        'Set DATA_DIR to a folder that other users can enter, start as an ordinary user, or set DATABASE_URL.',
    );
  }
}

async function readPointer(dataDir: string): Promise<string | undefined> {
  const id = await readFile(join(dataDir, pointerName), 'utf8').catch(() => undefined);
  // It becomes part of a path.
  return id !== undefined && /^[0-9a-f-]{36}$/.test(id.trim()) ? id.trim() : undefined;
}

async function writePointer(home: string, id: string, dataDir: string): Promise<void> {
  const pointer = join(dataDir, pointerName);
  const own = join(home, 'pointer');
  const origin: Origin = { dataDir, device: (await lstat(dataDir)).dev, linked: true };
  await writeFile(join(home, 'origin.json'), JSON.stringify(origin));
  await writeFile(own, `${id}\n`, { mode: 0o644 });
  await rm(pointer, { force: true });
  try {
    await link(own, pointer);
  } catch {
    // Another file system, or one without hard links.
    await writeFile(join(home, 'origin.json'), JSON.stringify({ ...origin, linked: false }));
    await writeFile(`${pointer}.new`, `${id}\n`, { mode: 0o644 });
    await rename(`${pointer}.new`, pointer);
  }
}

/** Where a cluster made earlier lies; undefined when there is none. */
export async function knownHome(dataDir: string): Promise<string | undefined> {
  const id = await readPointer(dataDir);
  if (id !== undefined) return join(systemPlace, id);
  const inside = join(dataDir, 'postgres');
  return (await exists(inside)) ? inside : undefined;
}

/** The ids that data directories point to lie here. */
export { systemPlace };

async function knownPlace(home: string, dataDir: string): Promise<Place> {
  const settle = () => Promise.resolve();
  const data = join(home, 'data');
  if (!(await exists(data))) {
    throw new StartFault(
      `The database of ${dataDir} is missing: it should be in ${data}. ` +
        'Restore it from a backup, or delete the data directory to begin afresh.',
    );
  }
  const owner = await ownerOf(data);
  if (owner.uid === process.getuid?.()) return { home, owner: undefined, settle };
  if (!weAreRoot()) {
    throw new StartFault(
      `The database of ${dataDir} belongs to the OS user ${nameOf(owner)}: start as the user who made it, ` +
        'or set DATA_DIR to another folder.',
    );
  }
  return { home, owner, settle };
}

/**
 * Decides where the cluster of a data directory lies or will lie.
 * @throws StartFault when a cluster made earlier is gone or belongs to another user
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const known = await knownHome(dataDir);
  if (known !== undefined) return knownPlace(known, dataDir);
  const inside = join(dataDir, 'postgres');
  const settle = () => Promise.resolve();
  if (!weAreRoot()) return { home: inside, owner: undefined, settle };

  const owner = newOwner();
  const probe = join(dataDir, `postgres.new-${randomUUID()}`);
  await mkdir(probe, { mode: 0o700 });
  await chown(probe, owner.uid, owner.gid);
  const reachable = canUse(probe, owner);
  await rmdir(probe);
  if (reachable) return { home: inside, owner, settle };

  const id = randomUUID();
  const home = join(await systemFolder(), id);
  return { home, owner, settle: () => writePointer(home, id, dataDir) };
}
