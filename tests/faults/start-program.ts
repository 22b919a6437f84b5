// The program as an operator starts it: a copy of this folder, npm start, its output, its processes, its end.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../../src/kernel/process/process-identity.mjs';

export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/**
 * A copy of what git knows or would know.
 * @param nodeModules link: those of this folder; none: as in a fresh clone
 * @param from a copy made before: sources that someone works on may be different by now
 */
export async function copyProject(
  target: string,
  nodeModules: 'link' | 'none',
  from: string = root,
): Promise<string> {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  for (const file of list.toString().split('\0').filter(Boolean)) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    // A file that was deleted but not yet committed is still listed.
    await cp(join(from, file), join(target, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  if (nodeModules === 'link') await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
  return target;
}

/** A folder that only we can enter. */
export async function privateFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `drehscheibe-${name}-`));
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

interface Seen {
  pid: number;
  start: string | undefined;
}

/** A process and all that came from it, as far as it still lives. */
function treeOf(pid: number): Seen[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const parent of tree) {
    for (const [child, above] of pairs) if (above === parent && child !== undefined) tree.push(child);
  }
  return tree.map((each) => ({ pid: each, start: processStart(each) }));
}

const lives = ({ pid, start }: Seen) => start !== undefined && processStart(pid) === start;

export interface StartOptions {
  env?: Record<string, string | undefined>;
  /** Runs as this OS user. */
  user?: { uid: number; gid: number; home: string };
  /** What new files are closed to, as the shell says it: `077`. */
  umask?: string;
}

export class StartedProgram {
  readonly port: number;
  readonly process: ChildProcess;
  output = '';
  readonly ended: Promise<number | null>;
  private seen: Seen[] = [];

  constructor(folder: string, port: number, { env = {}, user, umask = '022' }: StartOptions) {
    this.port = port;
    this.process = spawn('/bin/sh', ['-c', `umask ${umask}; exec npm start`], {
      cwd: folder,
      // As from a terminal: npm and what it starts are one process group.
      detached: true,
      env: {
        PATH: process.env['PATH'],
        HOME: user?.home ?? process.env['HOME'],
        MODE: 'demo',
        HOST: '127.0.0.1',
        PORT: String(port),
        ...env,
      },
      ...(user && { uid: user.uid, gid: user.gid }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
    }
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('npm start was not started');
    return this.process.pid;
  }

  /** The processes that it consists of now; remembered for `left`. */
  look(): Seen[] {
    const now = treeOf(this.pid);
    this.seen.push(
      ...now.filter((one) => !this.seen.some((old) => old.pid === one.pid && old.start === one.start)),
    );
    return now;
  }

  /** Waits for words in the output. */
  async says(words: RegExp, seconds = 120): Promise<void> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(10)) {
      if (words.test(this.output)) return void this.look();
      if (this.process.exitCode !== null) break;
    }
    if (!words.test(this.output)) throw new Error(`npm start never said ${words}:\n${this.output}`);
  }

  /** Waits until it answers; milliseconds since 1970 when it did. */
  async ready(seconds = 240): Promise<number> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(20)) {
      const response = await fetch(`${this.origin}/health/ready`).catch(() => undefined);
      if (response?.status === 200) {
        this.look();
        return Date.now();
      }
      if (this.process.exitCode !== null) break;
    }
    throw new Error(`npm start did not become ready:\n${this.output}`);
  }

  /** As a power cut does it to all that the terminal knows of. */
  async killHard(): Promise<void> {
    this.look();
    process.kill(-this.pid, 'SIGKILL');
    await this.ended;
  }

  async stop(): Promise<number | null> {
    this.look();
    if (this.process.exitCode === null) this.process.kill('SIGTERM');
    return this.ended;
  }

  /** Which of its processes still live after some seconds. */
  async left(seconds = 10): Promise<number[]> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(20)) {
      if (!this.seen.some(lives)) return [];
    }
    return this.seen.filter(lives).map(({ pid }) => pid);
  }

  /** What it said beside npm's own lines. */
  lines(): string[] {
    return this.output.split('\n').filter((line) => line !== '' && !/^(> |npm )/.test(line));
  }
}

const all: StartedProgram[] = [];

/** npm start in a folder, on a free port unless `env.PORT` says otherwise. */
export async function startProgram(folder: string, options: StartOptions = {}): Promise<StartedProgram> {
  const port = Number(options.env?.['PORT'] ?? (await freePort()));
  const started = new StartedProgram(folder, port, options);
  all.push(started);
  return started;
}

/** For afterEach: nothing outlives a test, also a failed one. */
export async function endAllStarted(): Promise<void> {
  for (const each of all.splice(0)) {
    if (each.process.exitCode === null && each.process.signalCode === null)
      await each.killHard().catch(() => undefined);
    await each.left();
  }
}

/** Removes a folder and, as root, the cluster that lies elsewhere for its data directory. */
export async function removeFolder(folder: string, ...dataDirs: string[]): Promise<void> {
  for (const dataDir of dataDirs) {
    const id = await readFile(join(dataDir, 'postgres-elsewhere'), 'utf8').catch(() => '');
    if (/^[0-9a-f-]{36}\n$/.test(id))
      await rm(join('/var/lib/drehscheibe', id.trim()), { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
