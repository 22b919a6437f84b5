// The demonstration's simulated payment service: a process beside the program, with a store of its own.
import { join, resolve } from 'node:path';
import type { Config, PaymentService } from './config.ts';
import { createClock } from './kernel/clock.ts';
import { startOwnProcess, type OwnProcess } from './own-process.ts';

/** @throws StartFault when it can't start */
export function startOwnProvider(
  { dataDir, now }: Config,
  say: (line: string) => void,
): Promise<OwnProcess<PaymentService>> {
  // Its calls are signed with their time, which must be that of the program.
  const ahead = Math.round(createClock(now).now().getTime() - Date.now());
  return startOwnProcess({
    script: 'provider.js',
    args: ['--folder', join(resolve(dataDir), 'provider'), `--ahead=${ahead}`],
    name: 'The process of the simulated payment service',
    say,
  });
}
