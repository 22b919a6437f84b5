// The demonstration's own witness: a process beside the program, with a folder and a key of its own.
import { join, resolve } from 'node:path';
import type { Witness } from './config.ts';
import { startOwnProcess, type OwnProcess } from './own-process.ts';

interface Options {
  dataDir: string;
  /** Taken at the first start only. */
  name: string;
  /** Public key of the log that it watches. */
  log: string;
  say: (line: string) => void;
}

/** @throws StartFault when it can't start */
export function startOwnWitness({ dataDir, name, log, say }: Options): Promise<OwnProcess<Witness>> {
  return startOwnProcess({
    script: 'witness.js',
    args: ['--folder', join(resolve(dataDir), 'witness'), '--name', name, '--log', log],
    name: 'The witness of the transparency log',
    say,
  });
}
