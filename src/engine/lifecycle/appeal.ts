// Appeal (Rekurs, Einsprache): another authority, or the same one again, decides about a decision that somebody disputes.
import { ask, decideOnAppeal, opening, release, reply, take, withdraw } from './actions.ts';
import type { Lifecycle } from './lifecycle.ts';

export const appeal: Lifecycle = {
  id: 'appeal',
  initial: 'submitted',
  states: [
    'submitted',
    'in-review',
    'waiting-for-person',
    'upheld',
    'partly-upheld',
    'dismissed',
    'not-admitted',
    'withdrawn',
  ],
  ends: ['upheld', 'partly-upheld', 'dismissed', 'not-admitted', 'withdrawn'],
  opening,
  transitions: [
    ...take,
    release,
    ask,
    reply,
    decideOnAppeal('uphold', 'upheld', 'upheld'),
    decideOnAppeal('uphold-partly', 'partly-upheld', 'partlyUpheld'),
    decideOnAppeal('dismiss', 'dismissed', 'dismissed'),
    decideOnAppeal('not-admit', 'not-admitted', 'notAdmitted'),
    withdraw(['submitted', 'in-review', 'waiting-for-person']),
  ],
};
