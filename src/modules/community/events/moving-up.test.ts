// Places and the waiting list: nobody is left waiting beside a free place, and nobody jumps the queue.
import { expect, it } from 'vitest';
import { hasPlace, movingUp } from './moving-up.ts';

it.each([
  [{ capacity: null, coming: 500, waiting: 0 }, true, 0],
  [{ capacity: 2, coming: 1, waiting: 0 }, true, 0],
  [{ capacity: 2, coming: 2, waiting: 0 }, false, 0],
  [{ capacity: 2, coming: 1, waiting: 3 }, false, 1],
  [{ capacity: 10, coming: 2, waiting: 3 }, false, 3],
  [{ capacity: null, coming: 2, waiting: 3 }, true, 3],
  // Fewer places than there are people already: nobody is sent away, nobody comes in.
  [{ capacity: 1, coming: 2, waiting: 3 }, false, 0],
])('%o', (event, place, up) => {
  expect([hasPlace(event), movingUp(event)]).toEqual([place, up]);
});

it('fills every place, however people come and go', () => {
  const event = { capacity: 3, coming: 0, waiting: 0 };
  for (let step = 0; step < 500; step++) {
    // A walk that repeats itself nowhere soon, and is the same each time.
    if ((step * 7919) % 13 < 7) event[hasPlace(event) ? 'coming' : 'waiting'] += 1;
    else if (event.coming > 0) {
      event.coming -= 1;
      const up = movingUp(event);
      event.coming += up;
      event.waiting -= up;
    }
    expect(event.coming).toBeLessThanOrEqual(3);
    if (event.waiting > 0) expect(event.coming).toBe(3);
  }
});
