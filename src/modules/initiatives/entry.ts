// What is noted about an initiative and never changed: money, decisions, risks and their end. Pure.

export const entryKinds = ['credit', 'spent', 'decision', 'risk', 'risk-ended'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What everyone may read of it. */
export const publicKinds = ['credit', 'spent', 'decision'] as const satisfies readonly EntryKind[];

export const longestWords = 1000;
/** A billion francs, in Rappen: more is a slip. */
export const mostMoney = 100_000_000_000;
