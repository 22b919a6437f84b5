/** Plain text becomes paragraphs and lists, and never markup. */
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { PlainText, textBlocks } from './text.tsx';

describe('textBlocks', () => {
  test('blank lines part paragraphs, "- " makes entries, a line below an entry belongs to it', () => {
    expect(textBlocks('Eins\nzwei\r\n\r\nDazu:\n- a\n- b\n  geht weiter\n\n\n- allein')).toEqual([
      { kind: 'paragraph', lines: ['Eins', 'zwei'] },
      { kind: 'paragraph', lines: ['Dazu:'] },
      { kind: 'list', items: ['a', 'b geht weiter'] },
      { kind: 'list', items: ['allein'] },
    ]);
  });

  test('nothing in, nothing out', () => {
    expect(textBlocks(' \n\n \t\n')).toEqual([]);
  });

  test('no character is lost but white space and the dashes of entries', () => {
    const bare = (text: string): string => text.replace(/[\s-]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '-', 'ü', '<') }), (text) => {
        const parts = textBlocks(text).map((block) =>
          (block.kind === 'list' ? block.items : block.lines).join(''),
        );
        expect(bare(parts.join(''))).toBe(bare(text));
      }),
    );
  });
});

describe('PlainText', () => {
  test('authored text flows, written text keeps its line breaks', () => {
    expect(renderToString(PlainText({ text: 'a\nb' }))).toBe('<div class="prose stack"><p>a b</p></div>');
    expect(renderToString(PlainText({ text: 'a\nb', breaks: true }))).toContain('<p>a<br/>b</p>');
  });
});
