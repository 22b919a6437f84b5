// Lifecycles as data: which state a case is in, who may do what in it, where that leads and what it sets off.
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { LetterId, ServiceDocument } from '../definition/schema.ts';

export type ProcessId = ServiceDocument['process']['use'];
export type EndState =
  'confirmed' | 'approved' | 'rejected' | 'acknowledged' | 'issued' | 'withdrawn' | AppealEnd;
export type AppealEnd = 'upheld' | 'partly-upheld' | 'dismissed' | 'not-admitted';
export type CaseState = 'submitted' | 'in-review' | 'waiting-for-person' | EndState;
export type Role = 'person' | 'staff' | 'programme';
export type ActionId =
  | 'take'
  | 'release'
  | 'ask'
  | 'reply'
  | 'approve'
  | 'confirm'
  | 'issue'
  | 'acknowledge'
  | 'reject'
  | 'uphold'
  | 'uphold-partly'
  | 'dismiss'
  | 'not-admit'
  | 'withdraw'
  | 'decide-at-once';

/** What a transition demands of the world. Carried out in order, in the transaction of the action. */
export type LifecycleEffect =
  /** A document: the letter as PDF with its verification code. */
  | { readonly kind: 'letter'; readonly letter: LetterId }
  /** A message to the person with the words of that letter. */
  | { readonly kind: 'mail'; readonly letter: LetterId }
  /** The clock of the promise (`process.promise`). */
  | { readonly kind: 'clock'; readonly do: 'start' | 'pause' | 'resume' | 'stop' };

export interface Transition {
  readonly action: ActionId;
  readonly from: readonly CaseState[];
  /** `same`: the state stays, only who handles it changes. */
  readonly to: CaseState | 'same';
  readonly by: readonly Role[];
  /** JSON Schema of what the action needs. */
  readonly input: TSchema;
  readonly effects: readonly LifecycleEffect[];
}

export interface Lifecycle {
  readonly id: ProcessId;
  readonly initial: 'submitted';
  readonly states: readonly CaseState[];
  /** No action leads out of these. */
  readonly ends: readonly EndState[];
  /** What submitting sets off when people decide; when the programme decides at once, only that decision's effects follow. */
  readonly opening: readonly LifecycleEffect[];
  readonly transitions: readonly Transition[];
}

/** An action that someone may take now, with the JSON Schema of its input. */
export interface LifecycleAction {
  id: ActionId;
  schema: TSchema;
  /** The letter that the action sends as a document, to be read before it goes out. */
  letter?: LetterId;
}

export type TransitionResult =
  | { state: CaseState; effects: readonly LifecycleEffect[]; final: boolean }
  | { fault: 'ACTION_NOT_ALLOWED' | 'INPUT_INVALID' };

const isEnd = (lifecycle: Lifecycle, state: string): boolean => lifecycle.ends.some((end) => end === state);

/** Actions of a role in a state, in the order of the table. Nothing for an unknown state. */
export function actionsFor(lifecycle: Lifecycle, state: string, by: Role): LifecycleAction[] {
  return lifecycle.transitions
    .filter((each) => each.by.includes(by) && each.from.some((from) => from === state))
    .map(({ action, input, effects }) => {
      const document = effects.find((effect) => effect.kind === 'letter');
      return { id: action, schema: input, ...(document ? { letter: document.letter } : {}) };
    });
}

/** Where an action leads. Pure: what it demands is in `effects`, and someone else carries it out. */
export function transition(
  lifecycle: Lifecycle,
  current: { state: string },
  action: string,
  by: Role,
  input: unknown,
): TransitionResult {
  const found = lifecycle.transitions.find(
    (each) =>
      each.action === action && each.by.includes(by) && each.from.some((from) => from === current.state),
  );
  const from = lifecycle.states.find((state) => state === current.state);
  if (!found || !from) return { fault: 'ACTION_NOT_ALLOWED' };
  if (!Value.Check(found.input, input)) return { fault: 'INPUT_INVALID' };
  const state = found.to === 'same' ? from : found.to;
  return { state, effects: found.effects, final: isEnd(lifecycle, state) };
}
