// The next version of a text: the latest one with what is being changed. Pure.
import type { Paragraph } from '../part.ts';

export interface DraftParagraph {
  anchor: string;
  /** Null: it goes. */
  paragraph: Paragraph | null;
  /** The paragraph that a new one follows, empty: it is the first one; null: it is one of the latest version. */
  follows: string | null;
  revision: number;
}

/** A new paragraph stays behind the one it follows, also where that goes; the earlier of two comes first. */
export function nextText(current: readonly Paragraph[], draft: readonly DraftParagraph[]): Paragraph[] {
  const behind = (id: string): Paragraph[] =>
    draft
      .filter(({ follows }) => follows === id)
      .flatMap(({ anchor, paragraph }) => [...(paragraph ? [paragraph] : []), ...behind(anchor)]);
  return [
    ...behind(''),
    ...current.flatMap((paragraph) => {
      const changed = draft.find(({ anchor, follows }) => anchor === paragraph.id && follows === null);
      const now = changed ? changed.paragraph : paragraph;
      return [...(now ? [now] : []), ...behind(paragraph.id)];
    }),
  ];
}

/** An id that no paragraph of any version has had: contributions name it for good. */
export function freshId(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`neu-${number}`)) number += 1;
  return `neu-${number}`;
}

/** What whoever publishes has read: anything that is saved meanwhile makes it another one. */
export const stampOf = (draft: readonly DraftParagraph[]): string =>
  draft
    .map(({ anchor, revision }) => `${anchor}.${revision}`)
    .toSorted()
    .join('_');
