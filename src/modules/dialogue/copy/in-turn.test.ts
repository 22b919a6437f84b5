// Never more than two at once, nobody forgotten, and a queue that ends.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('two at once, each in its turn, also after one has failed; too many are told', async () => {
  let running = 0;
  let most = 0;
  const work = (fails: boolean) => async () => {
    most = Math.max(most, ++running);
    // One turn of the event loop: whoever else may run begins meanwhile.
    await setImmediate();
    running--;
    if (fails) throw new Error('failed');
  };
  const results = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => inTurn(work(n % 3 === 0))));
  expect(most).toBe(2);
  const refused = results.filter(
    (result) => result.status === 'rejected' && (result.reason as { code?: string }).code === 'UNAVAILABLE',
  );
  expect(refused).toHaveLength(8);
  await inTurn(work(false));
  expect(running).toBe(0);
});
