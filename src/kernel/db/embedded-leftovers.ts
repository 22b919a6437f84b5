// Ends what an earlier run left behind on a cluster: PostgreSQL whose parent was killed, half-made folders.
import { execFileSync } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../process/process-identity.mjs';
import { StartFault } from '../start-fault.ts';

export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`: pid, data directory, start, port, socket folder, address, shared memory, status. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/**
 * The processes that work inside a folder. Every process of a cluster does: PostgreSQL changes into it first.
 * Where the system doesn't tell the folder of a process (not Linux), only the postmaster is found, by its command.
 */
async function processesInside(folder: string): Promise<number[]> {
  const real = await realpath(folder).catch(() => folder);
  if (process.platform !== 'linux') {
    const postmaster = await readPostmaster(folder);
    if (!postmaster || processStart(postmaster.pid) === undefined) return [];
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(postmaster.pid)], {
      encoding: 'utf8',
    });
    return command.includes(folder) || command.includes(real) ? [postmaster.pid] : [];
  }
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '');
    if (cwd === real || cwd.startsWith(`${real}/`)) found.push(Number(name));
  }
  return found;
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone in the meantime.
    }
  }
}

async function waitUntilGone(folder: string, seconds: number): Promise<boolean> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(50)) {
    if ((await processesInside(folder)).length === 0) return true;
  }
  return (await processesInside(folder)).length === 0;
}

/**
 * Makes sure that nothing runs on a cluster any more, and that a stale `postmaster.pid` does not stop the next start.
 * The caller holds the lock on the data directory, so whatever runs is a leftover.
 * @throws StartFault when it can't be ended
 */
export async function endLeftovers(data: string, log: (line: string) => void): Promise<void> {
  const postmaster = await readPostmaster(data);
  const inside = await processesInside(data);
  if (inside.length > 0) {
    log('Stopping the database that an interrupted run left behind');
    // "Fast": open transactions are rolled back, everything committed is written. Children follow their postmaster.
    signal(
      inside.filter((pid) => pid === postmaster?.pid),
      'SIGINT',
    );
    if (!(await waitUntilGone(data, postmaster ? 20 : 2))) {
      // "Immediate": the next start recovers from the write-ahead log.
      signal(await processesInside(data), 'SIGQUIT');
      if (!(await waitUntilGone(data, 5))) signal(await processesInside(data), 'SIGKILL');
      if (!(await waitUntilGone(data, 5))) {
        const left = (await processesInside(data)).join(', ');
        throw new StartFault(
          `A database left by an earlier run does not end (process ${left}). End it, then start again.`,
        );
      }
    }
  }
  // PostgreSQL itself removes a stale file, but not when another process now has the number written in it.
  if (postmaster && processStart(postmaster.pid) !== undefined)
    await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Removes folders in which an interrupted first start was making a cluster, with initdb if it still works there. */
export async function removeHalfMade(home: string): Promise<void> {
  const parent = dirname(home);
  const prefix = `${basename(home)}.new-`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const draft = join(parent, name);
    signal(await processesInside(draft), 'SIGKILL');
    await waitUntilGone(draft, 5);
    await rm(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
