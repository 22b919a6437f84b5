/** What has changed between two texts, word by word: what is gone is struck out, what is new underlined, and both said in words. */
import { diffWordsWithSpace } from 'diff';
import type { VNode } from 'preact';

/** Words and gaps that differ at most; texts that share less are shown as the whole old and the whole new one. */
const mostEdits = 240;

export interface TextPiece {
  text: string;
  kind: 'same' | 'gone' | 'new';
}

/** Bounded, since people write both texts. */
export function textPieces(before: string, after: string): TextPiece[] {
  const [old, now] = [plain(before), plain(after)];
  const changes = diffWordsWithSpace(old, now, { maxEditLength: mostEdits });
  if (!changes)
    return [
      { text: `${old}\n\n`, kind: 'gone' },
      { text: now, kind: 'new' },
    ];
  return readable(changes);
}

interface Change {
  value: string;
  added: boolean;
  removed: boolean;
}

/** Words that change side by side are one piece: the gaps between them are part of both. */
function readable(changes: readonly Change[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let run = { gone: '', new: '', gap: '' };
  const flush = () => {
    for (const kind of ['gone', 'new'] as const) if (run[kind] !== '') pieces.push({ text: run[kind], kind });
    if (run.gap !== '') pieces.push({ text: run.gap, kind: 'same' });
    run = { gone: '', new: '', gap: '' };
  };
  for (const { value, added, removed } of changes) {
    if (added || removed) {
      const kind = added ? 'new' : 'gone';
      run = { ...run, gone: run.gone + run.gap, new: run.new + run.gap, gap: '' };
      run[kind] += value;
    } else if (/^[ \t]+$/.test(value) && run.gone !== '' && run.new !== '') {
      run.gap += value;
    } else {
      flush();
      pieces.push({ text: value, kind: 'same' });
    }
  }
  flush();
  return pieces;
}

/** What forms do to line ends and what stands around a text is no change. */
export const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

export interface TextChangeProps {
  before: string;
  after: string;
  /** Said before each piece to those who don't see it: `gestrichen`, `neu`. */
  gone: string;
  added: string;
  /** Language of the text where it differs from the page (WCAG 3.1.2). */
  lang?: string | undefined;
}

/** `del` and `ins` are not said by most screen readers, so words stand before them; line and ground, not colour alone (WCAG 1.4.1). */
export function TextChange({ before, after, gone, added, lang }: TextChangeProps): VNode {
  return (
    <p class="change" lang={lang} dir="auto">
      {textPieces(before, after).map(({ text, kind }, index) =>
        kind === 'same' ? (
          text
        ) : kind === 'gone' ? (
          <del key={index}>
            <span class="ds-sr-only">{` [${gone}:] `}</span>
            {text}
          </del>
        ) : (
          <ins key={index}>
            <span class="ds-sr-only">{` [${added}:] `}</span>
            {text}
          </ins>
        ),
      )}
    </p>
  );
}
