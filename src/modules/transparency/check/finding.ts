// What a check may find, and the parts of the log that it compares.

/**
 * changed: the row is not the one that was committed. removed: the row is gone before its time. inserted: a row that is not
 * in the log, though its number says that it should be. backdated: dated before a checkpoint that did not have it yet.
 * tree: leaves or tiles do not fit together. head: the tree is not the one that was signed.
 */
export type FindingKind = 'changed' | 'removed' | 'inserted' | 'backdated' | 'tree' | 'head';

export interface Finding {
  kind: FindingKind;
  /** Number of the entry. */
  entry?: number;
  /** Place in the log. */
  index?: number;
  /** For operators, in English. */
  detail: string;
}

export interface Leaf {
  index: number;
  /** Number of the entry. */
  entry: number;
  /** As in `WholeEntry`. */
  at: string;
  commitment: Buffer;
}
