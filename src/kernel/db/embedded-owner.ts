// Whose processes PostgreSQL's are: our own user's, or, since PostgreSQL refuses root, those of an OS user of its own.
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { StartFault } from '../start-fault.ts';

export interface Owner {
  uid: number;
  gid: number;
}

const ownName = 'drehscheibe-db';

function run(program: string, ...args: string[]): string | undefined {
  const done = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

function findUser(name: string): Owner | undefined {
  const uid = Number(run('id', '-u', name) ?? 'none');
  const gid = Number(run('id', '-g', name) ?? 'none');
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

function createUser(): Owner | undefined {
  // shadow-utils, then busybox. Neither gets a home, a shell or a password: nobody signs in as this user.
  const account = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const closed = ['--shell', '/usr/sbin/nologin', '--comment', 'Drehscheibe embedded database'];
  run('useradd', ...account, ...closed, ownName);
  const made = findUser(ownName);
  if (made) return made;
  run('addgroup', '-S', ownName);
  run('adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', '-G', ownName, ownName);
  return findUser(ownName);
}

export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The OS user for a new cluster when we are root: our own, else one that exists on most systems.
 * @throws StartFault when the system has none
 */
export function newOwner(): Owner {
  const owner = findUser(ownName) ?? createUser() ?? findUser('postgres') ?? findUser('nobody');
  if (owner) return owner;
  throw new StartFault(
    `PostgreSQL must not run as root, and the OS user ${ownName} could not be created. ` +
      'Create it (useradd --system drehscheibe-db), start as an ordinary user, or set DATABASE_URL.',
  );
}

/** The OS user that a folder belongs to, for a cluster made earlier. */
export async function ownerOf(folder: string): Promise<Owner> {
  const { uid, gid } = await stat(folder);
  return { uid, gid };
}

/** For messages. */
export function nameOf(owner: Owner): string {
  return run('id', '-un', String(owner.uid)) ?? String(owner.uid);
}

/** Whether a user can enter and fill a folder; tried, not computed, since ACLs and mounts have a say as well. */
export function canUse(folder: string, owner: Owner): boolean {
  const script = 'cd "$1" && : > .probe && rm .probe';
  const tried = spawnSync('/bin/sh', ['-c', script, 'probe', folder], {
    uid: owner.uid,
    gid: owner.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}
