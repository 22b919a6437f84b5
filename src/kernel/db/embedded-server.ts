// Runs PostgreSQL on a cluster: starts it on a free port of this machine only, waits, watches, stops it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardChild } from '../process/guard-child.mjs';
import { isDiskFull, StartFault } from '../start-fault.ts';
import { bareEnvironment } from './embedded-binaries.ts';
import type { Binaries } from './embedded-binaries.ts';
import { diskFull } from './embedded-cluster.ts';
import { readPostmaster } from './embedded-leftovers.ts';
import type { Owner } from './embedded-owner.ts';

/** Given at each start, so that a newer program brings its newer settings. */
const settings: Record<string, string> = {
  // Only processes of this machine, and no socket file whose path could grow too long.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  // A submission that was confirmed to a person survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '512MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Short statements only: compiling them costs more than it saves.
  jit: 'off',
  // Statements and details hold personal data; the program logs its own faults without them.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

export interface Server {
  port: number;
  /** Settles when PostgreSQL has ended, for whatever reason, with its last words. */
  ended: Promise<string>;
  /** Ends PostgreSQL: open transactions are rolled back, committed ones written. */
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

interface Running {
  child: ChildProcess;
  words: string[];
  ended: Promise<string>;
  hasEnded: () => boolean;
}

function launch(binaries: Binaries, data: string, port: number, owner: Owner | undefined): Running {
  const identity = owner && { uid: owner.uid, gid: owner.gid };
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  // A session of its own: Ctrl-C in the terminal would end the database before the requests in flight.
  const child = spawn(binaries.postgres, ['-D', data, ...options], {
    ...identity,
    env: bareEnvironment,
    cwd: '/',
    detached: true,
    // A pipe, not a file: on a full disk the reason must still reach us.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // The postmaster alone: it ends its children in order, "fast" at first, then "immediate".
  guardChild(child, {
    steps: [
      ['INT', 20],
      ['QUIT', 10],
      ['KILL', 0],
    ],
    group: false,
    ...identity,
  });
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words.push(...chunk.split('\n').filter((line) => line !== ''));
    words.splice(0, words.length - 30);
  });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      over = true;
      resolve(reason);
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => {
      const fatal = words.findLast((line) => /FATAL|PANIC/.test(line));
      end(
        signal
          ? `PostgreSQL ended with ${signal}`
          : (fatal ?? words.at(-1) ?? `PostgreSQL ended with code ${code}`),
      );
    });
  });
  return { child, words, ended, hasEnded: () => over };
}

/** Without the time and process number that PostgreSQL puts before its words. */
function plain(line: string): string {
  return line.replace(/^.*?(FATAL|PANIC|LOG|HINT):\s*/, '');
}

function whyNotStarted(words: string[], last: string, data: string): StartFault {
  const all = words.join('\n');
  if (/shared memory/.test(all) && /FATAL/.test(all)) {
    return new StartFault(
      `PostgreSQL gets no shared memory: ${plain(last)}. In a container, give it more (--shm-size=256m).`,
    );
  }
  if (isDiskFull(all)) return diskFull(data);
  return new StartFault(
    `PostgreSQL did not start on ${data}: ${plain(last)}. If you can't mend it, restore a backup into a new DATA_DIR.`,
  );
}

async function stopServer(running: Running, log: (line: string) => void): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ];
  for (const [signal, seconds] of steps) {
    if (running.hasEnded()) return;
    running.child.kill(signal);
    const waiting = new AbortController();
    const late = sleep(seconds * 1000, 'late' as const, { signal: waiting.signal }).catch(
      () => 'late' as const,
    );
    const first = await Promise.race([running.ended, late]);
    waiting.abort();
    if (first !== 'late') return;
    log(`The database does not end after ${signal} and ${seconds} seconds`);
  }
  throw new Error(`PostgreSQL (process ${running.child.pid}) could not be ended`);
}

/**
 * Starts PostgreSQL and waits until it takes connections, for as long as it recovers.
 * @throws StartFault with PostgreSQL's reason in plain words
 */
export async function startServer(
  binaries: Binaries,
  data: string,
  owner: Owner | undefined,
  log: (line: string) => void,
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const running = launch(binaries, data, port, owner);
    const patience = Date.now() + 5_000;
    let told = false;
    while (!running.hasEnded()) {
      const postmaster = await readPostmaster(data);
      if (postmaster?.pid === running.child.pid && postmaster?.ready) {
        return { port, ended: running.ended, stop: () => stopServer(running, log) };
      }
      if (!told && Date.now() > patience) {
        log('The database recovers after an interrupted run; this may take a while');
        told = true;
      }
      await sleep(10);
    }
    const last = await running.ended;
    // Someone took the port between our look and PostgreSQL's.
    const taken = /address already in use|could not create any TCP\/IP sockets/i.test(
      running.words.join('\n'),
    );
    if (!taken || attempt === 5) throw whyNotStarted(running.words, last, data);
  }
}
