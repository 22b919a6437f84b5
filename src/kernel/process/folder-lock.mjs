// A lock on a folder that dies with its holder: a file naming the holder's process and when that process began.
// It survives kill -9, a reboot, and another process that got the same number.
// Plain JavaScript, built-ins only: tools/*.mjs use it before anything is installed or built.
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processSpace, processStart } from './process-identity.mjs';

/** How often the holder shows that it lives, to those who can't see its process (another container). */
const heartbeat = 1_000;
/** A holder elsewhere that shows nothing for this long is gone. */
const silence = 5_000;

/** Thrown by `lockFolder` when another living process holds the lock. */
export class LockHeld extends Error {
  name = 'LockHeld';
  /** @param {{ pid: number, purpose: string }} holder */
  constructor(holder) {
    super(`held by process ${holder.pid} (${holder.purpose})`);
    this.holder = holder;
  }
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    // Half a line, as a machine leaves it that lost power while writing: nobody's.
    if (error instanceof SyntaxError)
      return { token: 'broken', pid: 0, start: '', space: processSpace(), purpose: '' };
    throw error;
  }
}

/** Whether a holder in another container or on another machine still shows that it lives. */
async function beatsOn(path) {
  const seen = () => {
    try {
      return statSync(path).mtimeMs;
    } catch {
      return undefined;
    }
  };
  const before = seen();
  for (let waited = 0; waited < silence; waited += 250) {
    await sleep(250);
    // The two clocks may differ: only a change tells something.
    if (seen() !== before) return true;
  }
  return false;
}

/** Takes a dead holder's file away, and only that one: between reading and removing, a third may have come. */
function removeStale(path, stale) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  try {
    if (readLock(aside)?.token !== stale.token) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Takes the lock or says who holds it.
 * @param {string} path the lock file; its folder must exist
 * @param {string} purpose what the holder does, for the message to others
 * @param {{ patience?: number }} [options] milliseconds to wait for a living holder to end, default 0
 * @returns {Promise<{ release(): void }>}
 * @throws {LockHeld}
 */
export async function lockFolder(path, purpose, { patience = 0 } = {}) {
  const mine = {
    token: randomUUID(),
    pid: process.pid,
    start: processStart(process.pid) ?? '',
    space: processSpace(),
    purpose,
    since: new Date().toISOString(),
  };
  const draft = `${path}.${mine.token}`;
  const until = Date.now() + patience;
  try {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
    for (;;) {
      try {
        // A link appears at once and with its content, and fails when there is one already.
        linkSync(draft, path);
        // Someone who took us for the dead holder before us puts the file back; give them time to.
        await sleep(10);
        if (readLock(path)?.token === mine.token) break;
        continue;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = readLock(path);
      if (holder === undefined) continue;
      const lives =
        holder.space === mine.space ? processStart(holder.pid) === holder.start : await beatsOn(path);
      if (!lives) removeStale(path, holder);
      else if (Date.now() >= until) throw new LockHeld(holder);
      else await sleep(50);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The folder was deleted under us; there is nothing left to protect.
    }
  }, heartbeat);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (readLock(path)?.token === mine.token) rmSync(path, { force: true });
    },
  };
}

/**
 * Who holds a lock now, without taking it. Holders in another container count as holding.
 * @param {string} path
 * @returns {{ pid: number, purpose: string } | undefined}
 */
export function lockHolder(path) {
  const holder = readLock(path);
  if (holder === undefined) return undefined;
  if (holder.space === processSpace() && processStart(holder.pid) !== holder.start) return undefined;
  return holder;
}
