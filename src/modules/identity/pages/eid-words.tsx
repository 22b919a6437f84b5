// Headings in which "E-ID" does not part at its hyphen, as it would on a narrow telephone.
import type { ComponentChild } from 'preact';

/** @param text in any of the four languages: `E-ID` in German, `e-ID` in the others */
export function eidWords(text: string): ComponentChild[] {
  return text.split(/(e-ID)/i).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} class="nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
