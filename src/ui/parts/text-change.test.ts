// What changed between two texts: the pieces give back both, whatever was written, and hostile texts cost little.
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { plain, TextChange, textPieces } from './text-change.tsx';

const side = (pieces: ReturnType<typeof textPieces>, without: 'gone' | 'new') =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('the pieces of a change', () => {
  it('are words', () => {
    expect(textPieces('Die Frist ist zwei Monate.', 'Die Frist ist drei Monate.')).toEqual([
      { text: 'Die Frist ist ', kind: 'same' },
      { text: 'zwei', kind: 'gone' },
      { text: 'drei', kind: 'new' },
      { text: ' Monate.', kind: 'same' },
    ]);
  });

  it('that stand side by side are one', () => {
    expect(textPieces('ab 18 mit Stimmrecht.', 'ab 16 im Kanton.').map(({ text }) => text)).toEqual([
      'ab ',
      '18 mit Stimmrecht',
      '16 im Kanton',
      '.',
    ]);
  });

  it('do not come from line ends', () => {
    expect(textPieces('Eins.\r\n\r\nZwei.\r\n', 'Eins.\n\nZwei.')).toEqual([
      { text: 'Eins.\n\nZwei.', kind: 'same' },
    ]);
  });

  it('give back both texts', () => {
    const text = fc.array(fc.constantFrom('Der', 'Rat', 'é', '\n', ' ', '.', '<b>', '𝒳'), { maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const pieces = textPieces(before, after);
        expect(side(pieces, 'new').trim()).toBe(plain(before));
        expect(side(pieces, 'gone').trim()).toBe(plain(after));
      }),
    );
  });

  it('of two long texts that share nothing are both as a whole', () => {
    const pieces = textPieces('alt '.repeat(3000), 'neu '.repeat(3000));
    expect(pieces.map(({ kind }) => kind)).toEqual(['gone', 'new']);
  });
});

describe('a shown change', () => {
  it('is marked by elements and in words, and nothing of it is markup', () => {
    const html = renderToString(
      TextChange({ before: 'Alt', after: '<script>alert(1)</script>', gone: 'gestrichen', added: 'neu' }),
    );
    expect(html).toContain('<del><span class="ds-sr-only"> [gestrichen:] </span>Alt</del>');
    expect(html).toMatch(/<ins><span class="ds-sr-only"> \[neu:\] <\/span>&lt;script/);
    expect(html).not.toContain('<script');
  });
});
