// Programs that the benchmark starts: none of them outlives it, whatever happens to it.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { guardChild } from '../../kernel/process/guard-child.mjs';
import { projectFolder } from '../../kernel/project-folder.ts';
import type { FixedMessage } from './fixed-server.ts';

const running = new Set<ChildProcess>();

function keep(child: ChildProcess): ChildProcess {
  running.add(child);
  guardChild(child, {
    steps: [
      ['TERM', 10],
      ['KILL', 0],
    ],
  });
  child.once('exit', () => running.delete(child));
  return child;
}

/** Only what a program needs to run: settings of the caller's shell must not change what is measured. */
export function bareEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '', LANG = '' } = process.env;
  return { PATH, HOME, LANG, ...more };
}

/** Starts a Node program; its words are kept for the case that it fails. */
export function startNode(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; said: () => string; out: () => string } {
  const child = keep(
    spawn(process.execPath, args, {
      detached: true,
      env: bareEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let out = '';
  let words = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    words += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (words += chunk));
  return { child, said: () => words, out: () => out };
}

/** Ends a program in order and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

export async function endAll(): Promise<void> {
  await Promise.all([...running].map(end));
}

export interface FixedServer {
  origin: string;
  /** Seconds from the start of its process until it listened. */
  seconds: number;
  /** Resident memory now, in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** @param file see `serveFixed` */
export async function startFixedServer(file?: string): Promise<FixedServer> {
  const began = performance.now();
  const child = keep(
    fork(process.argv[1] ?? '', ['fixed-server', ...(file === undefined ? [] : [file])], {
      detached: true,
      // With what Node keeps of compiled code, like the program.
      env: bareEnvironment({ NODE_COMPILE_CACHE: join(projectFolder, '.cache', 'compiled') }),
    }),
  );
  const next = async <Message extends FixedMessage>(): Promise<Message> => {
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The fixed server has ended'))),
    ])) as [Message];
    return message;
  };
  const { port } = await next<{ port: number }>();
  return {
    origin: `http://127.0.0.1:${port}`,
    seconds: (performance.now() - began) / 1000,
    async memory() {
      const answer = next<{ memory: number }>();
      child.send('memory');
      return (await answer).memory;
    },
    stop: () => end(child),
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
