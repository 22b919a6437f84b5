// The markup of news: what it knows becomes structure, everything else stays the text that it is.
import { describe, expect, it } from 'vitest';
import { markupHtml } from './markup.tsx';
import { brokenLinks, plainText } from './parse-markup.ts';

const html = (text: string) => markupHtml(text, 'https://canton.example');

describe('the markup', () => {
  it('knows paragraphs, lists, headings and links', () => {
    expect(
      html('## Was\nEins\nzwei\n\n- a\n- b\n  weiter\n\nSiehe [Hunde](/leistungen/hund-anmelden).'),
    ).toBe(
      '<div class="prose stack"><h2>Was</h2><p>Eins zwei</p><ul><li>a</li><li>b weiter</li></ul><p>Siehe <a href="https://canton.example/leistungen/hund-anmelden">Hunde</a>.</p></div>',
    );
  });

  it('makes no HTML of what people type, and no link that a browser would run', () => {
    const shown = html(
      '<script>alert(1)</script>\n\n[x](javascript:alert(1)) [y](//evil.example) [z](https://a.example/"onclick=) <img onerror=x>',
    );
    expect(shown).not.toMatch(/<script|<img|<a /);
    expect(shown).toContain('&lt;script>');
    expect(shown).toContain('[x](javascript:alert(1))');
  });

  it('names the links that lead nowhere, and gives the words to the search', () => {
    expect(brokenLinks('[a](ftp://x) [b](/gut) [c](http://x)')).toEqual(['ftp://x', 'http://x']);
    expect(plainText('## Titel\n- [Hunde](/x)')).toBe('Titel\nHunde');
  });

  it('stays quick with what is made to be slow', () => {
    // What goes back and forth for each sign runs into the time limit of the runner.
    for (const slow of ['['.repeat(8000), '[a]('.repeat(2000), '[a'.repeat(4000)])
      expect(html(slow)).toContain(slow);
  });
});
