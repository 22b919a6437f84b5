// Transitions that several lifecycles share, and the inputs of actions.
import { Type } from 'typebox';
import type { LetterId } from '../definition/schema.ts';
import type { ActionId, EndState, LifecycleEffect, Transition } from './lifecycle.ts';

/** A text that says something: not blank. */
const Words = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' });
const nothing = Type.Object({}, { additionalProperties: false });

export const stopClock: LifecycleEffect = { kind: 'clock', do: 'stop' };

/** What submitting sets off when people decide: the promise begins to run, the person hears that it has arrived. */
export const opening: readonly LifecycleEffect[] = [
  { kind: 'clock', do: 'start' },
  { kind: 'mail', letter: 'receipt' },
];

/** The decision goes out as a document and as a message that it is there; the promise is kept or missed. */
export const decide = (letter: LetterId): readonly LifecycleEffect[] => [
  { kind: 'letter', letter },
  { kind: 'mail', letter },
  stopClock,
];

/** A case worker makes the case theirs, also from a colleague. */
export const take: readonly Transition[] = [
  { action: 'take', from: ['submitted'], to: 'in-review', by: ['staff'], input: nothing, effects: [] },
  {
    action: 'take',
    from: ['in-review', 'waiting-for-person'],
    to: 'same',
    by: ['staff'],
    input: nothing,
    effects: [],
  },
];

export const release: Transition = {
  action: 'release',
  from: ['in-review'],
  to: 'submitted',
  by: ['staff'],
  input: nothing,
  effects: [],
};

/** While the person has to answer, the promise does not run. */
export const ask: Transition = {
  action: 'ask',
  from: ['in-review'],
  to: 'waiting-for-person',
  by: ['staff'],
  input: Type.Object({ question: Words }, { additionalProperties: false }),
  effects: [
    { kind: 'mail', letter: 'question' },
    { kind: 'clock', do: 'pause' },
  ],
};

/** Staff write down an answer given at the counter or by telephone. */
export const reply: Transition = {
  action: 'reply',
  from: ['waiting-for-person'],
  to: 'in-review',
  by: ['person', 'staff'],
  input: Type.Object({ answer: Words }, { additionalProperties: false }),
  effects: [{ kind: 'clock', do: 'resume' }],
};

export const withdraw = (from: Transition['from']): Transition => ({
  action: 'withdraw',
  from,
  to: 'withdrawn',
  by: ['person'],
  input: Type.Object(
    { reason: Type.Optional(Type.String({ maxLength: 4000 })) },
    { additionalProperties: false },
  ),
  effects: [stopClock],
});

/** Refusing needs reasons (right to be heard, Art. 29 para. 2 BV, SR 101); also when the person never answers. */
export const reject: Transition = {
  action: 'reject',
  from: ['in-review', 'waiting-for-person'],
  to: 'rejected',
  by: ['staff'],
  input: Type.Object({ reasons: Words }, { additionalProperties: false }),
  effects: decide('rejected'),
};

/** An appeal is decided with reasons, whichever way (Art. 29 para. 2 BV, SR 101); it can be late or miss what it needs: then it is not admitted. */
export const decideOnAppeal = (
  action: 'uphold' | 'uphold-partly' | 'dismiss' | 'not-admit',
  to: EndState,
  letter: LetterId,
): Transition => ({
  action,
  from: ['in-review'],
  to,
  by: ['staff'],
  input: Type.Object({ reasons: Words }, { additionalProperties: false }),
  effects: decide(letter),
});

const Reasons = Type.Optional(Type.String({ maxLength: 4000 }));
const Conditions = Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 20 }));

/** Staff decide as asked for; the reasons, and the conditions of a permit, become part of the letter. */
export const grant = (action: 'approve' | 'confirm', to: EndState, letter: LetterId): Transition => ({
  action,
  from: ['in-review'],
  to,
  by: ['staff'],
  input: Type.Object(
    action === 'approve' ? { reasons: Reasons, conditions: Conditions } : { reasons: Reasons },
    {
      additionalProperties: false,
    },
  ),
  effects: decide(letter),
});

/** An action that needs no words. */
export const plain = (
  action: ActionId,
  from: Transition['from'],
  to: EndState,
  letter: LetterId,
): Transition => ({
  action,
  from,
  to,
  by: ['staff'],
  input: nothing,
  effects: decide(letter),
});

/** The programme decides by the rules of the service, the moment it is submitted. */
export const decideAtOnce = (to: EndState, letter: LetterId): Transition => ({
  action: 'decide-at-once',
  from: ['submitted'],
  to,
  by: ['programme'],
  input: nothing,
  effects: decide(letter),
});
