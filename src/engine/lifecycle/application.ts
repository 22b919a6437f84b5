// Application (Gesuch): a decision on a permit, a benefit, a time limit.
import { ask, decideAtOnce, grant, opening, reject, release, reply, take, withdraw } from './actions.ts';
import type { Lifecycle } from './lifecycle.ts';

export const application: Lifecycle = {
  id: 'application',
  initial: 'submitted',
  states: ['submitted', 'in-review', 'waiting-for-person', 'approved', 'rejected', 'withdrawn'],
  ends: ['approved', 'rejected', 'withdrawn'],
  opening,
  transitions: [
    ...take,
    release,
    ask,
    reply,
    grant('approve', 'approved', 'approved'),
    reject,
    withdraw(['submitted', 'in-review', 'waiting-for-person']),
    decideAtOnce('approved', 'approved'),
  ],
};
