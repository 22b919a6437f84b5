// Registration (Anmeldung): an entry in a register, with a confirmation.
import { ask, decideAtOnce, grant, opening, reject, release, reply, take, withdraw } from './actions.ts';
import type { Lifecycle } from './lifecycle.ts';

export const registration: Lifecycle = {
  id: 'registration',
  initial: 'submitted',
  states: ['submitted', 'in-review', 'waiting-for-person', 'confirmed', 'rejected', 'withdrawn'],
  ends: ['confirmed', 'rejected', 'withdrawn'],
  opening,
  transitions: [
    ...take,
    release,
    ask,
    reply,
    grant('confirm', 'confirmed', 'confirmed'),
    reject,
    withdraw(['submitted', 'in-review', 'waiting-for-person']),
    decideAtOnce('confirmed', 'confirmed'),
  ],
};
