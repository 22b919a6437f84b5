// A process of the demonstration beside the program: started with it, started again when it ends by itself, ended with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardChild } from './kernel/process/guard-child.mjs';
import { projectFolder } from './kernel/project-folder.ts';
import { StartFault } from './kernel/start-fault.ts';

export interface OwnProcess<Told> {
  /** Its first line, JSON: how it is reached. */
  told: Told;
  stop(): Promise<void>;
}

interface Options {
  /** In `dist`: `witness.js`. */
  script: string;
  /** Arguments but for the port. */
  args: readonly string[];
  /** As sentences call it: «The witness of the transparency log». */
  name: string;
  /** How long it may take to start, in milliseconds; absent: half a minute. */
  patience?: number;
  /** Takes plain words when it ended by itself. */
  say: (line: string) => void;
}

/** How long one may take to start on a slow machine, in milliseconds. */
const usualPatience = 30_000;
/** Before it is started again. */
const pause = 2_000;

interface Started<Told> {
  child: ChildProcess;
  told: Told;
  ended: Promise<string>;
}

/** Starts it and waits for its first line. @throws StartFault with its reason */
async function launch<Told>({ script, args, name, patience }: Options, port: number): Promise<Started<Told>> {
  const child = spawn(
    process.execPath,
    [join(projectFolder, 'dist', script), ...args, '--port', String(port)],
    // A process group of its own: Ctrl-C in the terminal must not end it before what still needs it.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: {}, cwd: '/' },
  );
  guardChild(child, {
    steps: [
      ['TERM', 5],
      ['KILL', 0],
    ],
  });
  let said = '';
  let complaint = '';
  const ended = new Promise<string>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) =>
      settle(complaint.trim() || `it ended with ${signal ?? `code ${code}`}`),
    );
  });
  child.stderr
    .setEncoding('utf8')
    .on('data', (chunk: string) => (complaint = (complaint + chunk).slice(-2000)));
  const firstLine = new Promise<string>((settle) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.includes('\n')) settle(said);
    });
  });
  const late = sleep(patience ?? usualPatience, undefined, { ref: false });
  const line = await Promise.race([firstLine, ended.then(() => undefined), late]);
  if (line === undefined) {
    child.kill('SIGKILL');
    throw new StartFault(`${name} did not start: ${await ended}`);
  }
  return { child, told: JSON.parse(line) as Told, ended };
}

/**
 * Starts it; when it ends by itself it is started again at the same address.
 * @throws StartFault when it can't start
 */
export async function startOwnProcess<Told extends { url: string }>(
  options: Options,
): Promise<OwnProcess<Told>> {
  let stopping = false;
  let current = await launch<Told>(options, 0);
  const { told } = current;
  const port = Number(new URL(told.url).port);
  const watch = async (): Promise<void> => {
    const reason = await current.ended;
    if (stopping) return;
    options.say(`${options.name} has ended (${reason.split('\n', 1)[0]}); it is started again`);
    for (;;) {
      await sleep(pause, undefined, { ref: false });
      if (stopping) return;
      try {
        current = await launch(options, port);
        return watch();
      } catch (error) {
        options.say((error as Error).message);
      }
    }
  };
  void watch();
  return {
    told,
    async stop() {
      stopping = true;
      current.child.kill('SIGTERM');
      await current.ended;
    },
  };
}
