// Notification (Meldung): a report that needs no decision; someone takes note.
import { decideAtOnce, opening, plain, release, take, withdraw } from './actions.ts';
import type { Lifecycle } from './lifecycle.ts';

export const notification: Lifecycle = {
  id: 'notification',
  initial: 'submitted',
  states: ['submitted', 'in-review', 'acknowledged', 'withdrawn'],
  ends: ['acknowledged', 'withdrawn'],
  opening,
  transitions: [
    // Without questions nothing waits for the person.
    ...take.map((each) => ({ ...each, from: each.from.filter((state) => state !== 'waiting-for-person') })),
    release,
    plain('acknowledge', ['submitted', 'in-review'], 'acknowledged', 'acknowledged'),
    withdraw(['submitted', 'in-review']),
    decideAtOnce('acknowledged', 'acknowledged'),
  ],
};
