// The demonstration's simulated registers: a process beside the program, with a store of its own.
import { join, resolve } from 'node:path';
import type { Config } from './config.ts';
import { createClock } from './kernel/clock.ts';
import { startOwnProcess, type OwnProcess } from './own-process.ts';

/** @throws StartFault when they can't start */
export function startOwnRegister(
  { dataDir, canton, registerPersons, now }: Config,
  say: (line: string) => void,
): Promise<OwnProcess<{ url: string }>> {
  const folder = join(resolve(dataDir), 'register');
  return startOwnProcess({
    script: 'register.js',
    args: [
      ...['--folder', folder, '--canton', resolve(canton), '--today', createClock(now).today()],
      ...['--persons', String(registerPersons)],
    ],
    // Ten times what it takes to invent them.
    patience: 30_000 + registerPersons,
    name: 'The process of the simulated registers',
    say,
  });
}
