// What is different between two versions of a text, paragraph by paragraph, in the order of the later one. Pure.
import type { Paragraph } from './part.ts';
import { differs, type TextVersion } from './versions.ts';

export interface ParagraphChange {
  id: string;
  /** Absent: new in the later one. */
  before: Paragraph | undefined;
  /** Absent: gone in the later one. */
  after: Paragraph | undefined;
  changed: boolean;
}

/** What is gone stands behind what it stood behind before. */
export function compareVersions(
  from: Pick<TextVersion, 'paragraphs'>,
  to: Pick<TextVersion, 'paragraphs'>,
): ParagraphChange[] {
  const change = (id: string): ParagraphChange => {
    const before = from.paragraphs.find((each) => each.id === id);
    const after = to.paragraphs.find((each) => each.id === id);
    return { id, before, after, changed: differs(before, after) };
  };
  const order = to.paragraphs.map(({ id }) => id);
  from.paragraphs.forEach(({ id }, index) => {
    if (order.includes(id)) return;
    const previous = from.paragraphs[index - 1]?.id;
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
  });
  return order.map(change);
}
