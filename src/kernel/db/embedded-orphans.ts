// Removes clusters and programs in the system place that no data directory stands for any more.
import { lstat, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemPlace } from './embedded-place.ts';
import type { Origin } from './embedded-place.ts';

const day = 24 * 3600_000;
/** The pointer's link count proves that it was deleted; a day is left for someone who moves it to another disk. */
const graceWithProof = day;
/** Without that proof the folder may have been renamed: a month for its next start. */
const graceWithoutProof = 30 * day;

/** When the cluster was last in use: PostgreSQL touches this file at each start and stop. */
async function lastUsed(home: string): Promise<number> {
  const used = await stat(join(home, 'data', 'global', 'pg_control')).catch(() => stat(home));
  return used.mtimeMs;
}

async function deviceOfNearest(path: string): Promise<number> {
  for (let at = path; ; at = dirname(at)) {
    const found = await lstat(at).catch(() => undefined);
    if (found) return found.dev;
  }
}

async function isOrphan(home: string, now: number): Promise<boolean> {
  const origin = JSON.parse(await readFile(join(home, 'origin.json'), 'utf8')) as Origin;
  const idle = now - (await lastUsed(home));
  if (origin.linked) return (await lstat(join(home, 'pointer'))).nlink === 1 && idle > graceWithProof;
  if (idle <= graceWithoutProof) return false;
  const id = await readFile(join(home, 'pointer'), 'utf8');
  const there = await readFile(join(origin.dataDir, 'postgres-elsewhere'), 'utf8').catch(() => undefined);
  // A missing folder on a disk that isn't mounted is no sign of anything.
  return there !== id && (await deviceOfNearest(origin.dataDir)) === origin.device;
}

/** The folders that some process works in or was started from. */
async function foldersInUse(): Promise<string[]> {
  const used: string[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    for (const link of ['cwd', 'exe']) {
      const path = await readlink(`/proc/${name}/${link}`).catch(() => '');
      if (path.startsWith(`${systemPlace}/`)) used.push(`${path}/`);
    }
  }
  return used;
}

/**
 * Cleans the system place. Faults are ignored: nothing depends on it.
 * @param keep folders in use by the caller
 * @param now milliseconds since 1970
 */
export async function removeOrphans(
  keep: string[],
  now = Date.now(),
  place = systemPlace,
): Promise<string[]> {
  const removed: string[] = [];
  const names = await readdir(place).catch(() => []);
  if (names.length === 0) return removed;
  const used = await foldersInUse();
  for (const name of names) {
    const path = join(place, name);
    if (keep.includes(path) || used.some((folder) => folder.startsWith(`${path}/`))) continue;
    const halfMade = name.includes('.new-');
    try {
      const old = now - (await stat(path)).mtimeMs > day;
      const gone = halfMade || name.startsWith('postgresql-') ? old : await isOrphan(path, now);
      if (!gone) continue;
      await rm(path, { recursive: true, force: true });
      removed.push(path);
    } catch {
      // Not one of ours, or just being made.
    }
  }
  return removed;
}
