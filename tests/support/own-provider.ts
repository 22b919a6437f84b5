// The simulated payment service of a test's program: in memory, in the same process, over the real protocol.
import type { Config } from '../../src/config.ts';
import { createClock } from '../../src/kernel/clock.ts';
import { serveProvider, type RunningProvider } from '../../src/provider/serve-provider.ts';
import type { Way } from '../../src/provider/tell-changes.ts';

export interface OwnProvider extends RunningProvider {
  /** What happens to its calls from now on; at first all arrive. */
  calls(way: Way): void;
}

/** Starts it where the configuration wants its own, and tells it where it is. @returns undefined for another, or none */
export async function ownProvider(config: Config): Promise<OwnProvider | undefined> {
  if (config.payments !== 'own') return undefined;
  const clock = createClock(config.now);
  let current: Way = () => 'sent';
  const running = await serveProvider({
    ...{ folder: undefined, host: '127.0.0.1', port: 0 },
    now: () => clock.now(),
    way: (call) => current(call),
  });
  config.payments = { url: running.url, key: running.key, secret: running.secret };
  return { ...running, calls: (way) => void (current = way) };
}
