// A post, a question or an idea, and what is written below it.
export const entryKinds = ['post', 'question', 'idea'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Characters of a title and of a text at most. */
export const longestTitle = 160;
export const longestBody = 10_000;

export interface ListedEntry {
  id: string;
  kind: EntryKind;
  author: string | null;
  title: string;
  body: string;
  language: string;
  at: Date;
  comments: number;
  answered: boolean;
}

export interface Comment {
  id: string;
  author: string | null;
  /** Empty where it is hidden from whoever looks. */
  body: string;
  language: string;
  at: Date;
  state: 'shown' | 'hidden' | 'removed';
  /** Of hidden ones: the rule and why. */
  hiddenBy: { rule: string; reason: string } | undefined;
}

export interface Entry extends ListedEntry {
  circle: string | null;
  state: 'shown' | 'hidden' | 'removed';
  accepted: string | null;
  pulse: number;
  hiddenBy: { rule: string; reason: string } | undefined;
}
