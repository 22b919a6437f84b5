// What notices are about, and which of them nobody can do without.

/** `must`: a law or the person's own security asks that they hear of it by mail; `kind.<id>.why` says why. */
const kinds = {
  case: 'must',
  mandate: 'must',
  disclosure: 'must',
  breach: 'must',
  deletion: 'must',
  signature: 'may',
  correction: 'may',
  'access-question': 'may',
  participation: 'may',
  question: 'may',
  report: 'may',
  directory: 'may',
  /** To staff: mentions, answers, events, digests. */
  community: 'may',
  message: 'must',
  duty: 'may',
  draft: 'may',
  batch: 'may',
  /** To staff, for their work. */
  work: 'must',
  /** What people follow; they choose it at each subscription. */
  subscription: 'must',
  'subscription-confirm': 'must',
  /** To an address that asked for it and of which nothing else is known, e.g. to confirm it. */
  address: 'must',
} as const;
export type NoticeKind = keyof typeof kinds;

/** Those that a person sees among their wishes, in this order. */
export const chosenKinds = [
  'signature',
  'correction',
  'access-question',
  'participation',
  'question',
  'report',
  'directory',
  'community',
  'duty',
  'draft',
  'batch',
] as const;
/** Those of them that staff are told of. */
export const staffKinds = ['community'] as const satisfies readonly (typeof chosenKinds)[number][];
export type ChosenKind = (typeof chosenKinds)[number];
export const requiredKinds = ['case', 'message', 'mandate', 'disclosure', 'breach', 'deletion'] as const;

export const mayBeSwitchedOff = (kind: NoticeKind): kind is ChosenKind => kinds[kind] === 'may';
