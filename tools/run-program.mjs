// Runs a program so that it never outlives us and gets each signal once.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { guardChild } from '../src/kernel/process/guard-child.mjs';

const running = new Set();

/**
 * Spawns a program in a process group of its own; when we are killed, the group is killed as well.
 * Kept apart from ours, because Ctrl-C reaches every process of the terminal's group: together with the signal
 * that npm passes on, the program would get it two or three times.
 */
export function spawnGuarded(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  guardChild(child, { steps: [['KILL', 0]] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Ended in the meantime.
  }
}

/** Signals every running program with its children. */
export function signalAll(signal) {
  for (const child of running) signalGroup(child, signal);
}

/** Ends what a program has left behind of its group. */
export const endGroup = (child) => signalGroup(child, 'SIGKILL');

/** Waits for the end: the exit code, by the shell's rule for signals. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
}

/** When npm is killed hard, it can't pass a signal on: we notice that we got another parent. */
function onParentLost(act) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return () => {};
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid !== parent) act();
  }, 200);
  look.unref();
  return () => clearInterval(look);
}

/**
 * Runs a program in the foreground with our input and output, passing on SIGINT, SIGTERM and SIGHUP (as SIGTERM) once.
 * A second Ctrl-C, more than a second after the first, ends it hard.
 * @returns {Promise<number>} its exit code
 */
export async function runInForeground(command, args, options) {
  const child = spawnGuarded(command, args, { ...options, stdio: 'inherit' });
  let first;
  const pass = (signal) => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      child.kill(signal);
    } else if (signal === 'SIGINT' && now - first > 1000) {
      signalAll('SIGKILL');
    }
  };
  const handlers = {
    SIGINT: () => pass('SIGINT'),
    SIGTERM: () => pass('SIGTERM'),
    SIGHUP: () => pass('SIGTERM'),
  };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  const forget = onParentLost(() => pass('SIGTERM'));
  try {
    return await ended(child);
  } finally {
    forget();
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  }
}

/**
 * For tools that run many programs: a signal ends them all, then us.
 * @returns {() => void} call when one program takes over in the foreground
 */
export function endAllOnSignal() {
  let ending = false;
  const end = (signal) => {
    if (ending) return;
    ending = true;
    signalAll('SIGTERM');
    const code = 128 + constants.signals[signal];
    // Whoever does not end by then has no reason that counts.
    setTimeout(() => {
      signalAll('SIGKILL');
      process.exit(code);
    }, 10_000);
    setInterval(() => {
      if (running.size === 0) process.exit(code);
    }, 50);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  const forget = onParentLost(() => end('SIGTERM'));
  return () => {
    forget();
    for (const signal of signals) process.off(signal, end);
  };
}
