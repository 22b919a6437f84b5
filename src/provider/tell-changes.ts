// Calls programs when something has changed: signed, again with growing pauses when they do not answer, given up after a day.
import { signatureHeader, signCall } from '../payments/webhook.ts';
import type { Call, ProviderStore } from './store.ts';

/** Seconds until the next try. */
const pauses = [1, 5, 30, 120, 600, 3600, 6 * 3600, 12 * 3600];

/** What happens to a call on its way; tests let calls be lost, come twice or late. */
export type Way = (call: Call) => 'sent' | 'lost' | 'twice' | 'late';

/** @returns ends it */
export function tellChanges(
  store: ProviderStore,
  now: () => Date,
  way: Way = () => 'sent',
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const deliver = async () => {
    for (const call of store.dueCalls(now().getTime())) {
      const next = now().getTime() + (pauses[call.tries] ?? 0) * 1000;
      const how = way(call);
      if (how === 'late') {
        store.called(call.id, next);
        continue;
      }
      const arrived = how === 'lost' || (await send(call, store.keys.secret, now()));
      if (how === 'twice') await send(call, store.keys.secret, now());
      store.called(call.id, arrived || call.tries >= pauses.length ? null : next);
    }
  };
  // Half a second: whoever has paid goes back to the canton's page and expects to see it there.
  const timer = setInterval(() => {
    running = running.then(deliver).catch(() => undefined);
  }, 500);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function send({ url, body }: Call, secret: string, at: Date): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/vnd.payment-change+json',
        [signatureHeader]: signCall(secret, body, at),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
