// Certificate (Auszug, Bescheinigung): a document issued from a register, at once where the rules allow it.
import { ask, decideAtOnce, opening, plain, reject, release, reply, take, withdraw } from './actions.ts';
import type { Lifecycle } from './lifecycle.ts';

export const certificate: Lifecycle = {
  id: 'certificate',
  initial: 'submitted',
  states: ['submitted', 'in-review', 'waiting-for-person', 'issued', 'rejected', 'withdrawn'],
  ends: ['issued', 'rejected', 'withdrawn'],
  opening,
  transitions: [
    ...take,
    release,
    ask,
    reply,
    plain('issue', ['in-review'], 'issued', 'certificate'),
    reject,
    withdraw(['submitted', 'in-review', 'waiting-for-person']),
    decideAtOnce('issued', 'certificate'),
  ],
};
