// The simulated registers of a test's program: in memory, in the same process, over the real protocol.
import type { Config } from '../../src/config.ts';
import { createClock } from '../../src/kernel/clock.ts';
import { serveRegister, type RunningRegister } from '../../src/register/serve-register.ts';

/** Starts them where the configuration wants its own, and tells it where they are. @returns undefined for others, or none */
export async function ownRegister(config: Config): Promise<RunningRegister | undefined> {
  if (config.register !== 'own') return undefined;
  const running = await serveRegister({
    ...{ folder: undefined, canton: config.canton, persons: 0, host: '127.0.0.1', port: 0 },
    today: createClock(config.now).today(),
  });
  config.register = { url: running.url };
  return running;
}
