// The demonstration's own witness: a process beside the program, with a folder and a key of its own, that ends with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Witness } from './config.ts';
import { guardChild } from './kernel/process/guard-child.mjs';
import { projectFolder } from './kernel/project-folder.ts';
import { StartFault } from './kernel/start-fault.ts';

export interface OwnWitness {
  witness: Witness;
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  /** Taken at the first start only. */
  name: string;
  /** Public key of the log that it watches. */
  log: string;
  /** Takes plain words when it ended by itself. */
  say: (line: string) => void;
}

/** How long it may take to start on a slow machine, in milliseconds. */
const patience = 30_000;
/** Before it is started again. */
const pause = 2_000;

interface Started {
  child: ChildProcess;
  witness: Witness;
  ended: Promise<string>;
}

/** Starts it and waits for its first line. @throws StartFault with its reason */
async function launch({ dataDir, name, log }: Options, port: number): Promise<Started> {
  const child = spawn(
    process.execPath,
    [
      join(projectFolder, 'dist', 'witness.js'),
      ...[
        '--folder',
        join(resolve(dataDir), 'witness'),
        '--name',
        name,
        '--log',
        log,
        '--port',
        String(port),
      ],
    ],
    // A process group of its own: Ctrl-C in the terminal must not end it before the last checkpoint.
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
  const late = sleep(patience, undefined, { ref: false });
  const line = await Promise.race([firstLine, ended.then(() => undefined), late]);
  if (line === undefined) {
    child.kill('SIGKILL');
    throw new StartFault(`The witness of the transparency log did not start: ${await ended}`);
  }
  return { child, witness: JSON.parse(line) as Witness, ended };
}

/**
 * Starts the witness; when it ends by itself it is started again at the same address.
 * @throws StartFault when it can't start
 */
export async function startOwnWitness(options: Options): Promise<OwnWitness> {
  let stopping = false;
  let current = await launch(options, 0);
  const { witness } = current;
  const port = Number(new URL(witness.url).port);
  const watch = async (): Promise<void> => {
    const reason = await current.ended;
    if (stopping) return;
    options.say(
      `The witness of the transparency log has ended (${reason.split('\n', 1)[0]}); it is started again`,
    );
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
    witness,
    async stop() {
      stopping = true;
      current.child.kill('SIGTERM');
      await current.ended;
    },
  };
}
