/** Every component in valid HTML, in four languages; without scripts and inline styles; hostile text stays text. */
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { galleryPages } from './gallery.tsx';
import { hostilePage } from './gallery/hostile.tsx';
import { languages, renderPage, type Lang } from './index.ts';

const assets = {
  css: '/assets/app.css',
  font: '/assets/font.woff2',
  icon: '/assets/icon.svg',
  addresses: '/assets/addresses.js',
};
const names = Object.keys(galleryPages);
const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'] });

function html(name: string, lang: Lang): string {
  const page = galleryPages[name];
  if (!page) throw new Error(`No page ${name}`);
  return renderPage(page({ assets, lang }));
}

async function faults(text: string): Promise<string[]> {
  const report = await validator.validateString(text);
  return report.results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`);
}

describe('the gallery', () => {
  test('a planted fault is found', async () => {
    expect(await faults(html('home', 'de').replace('<h1>', '<h1><div>'))).not.toEqual([]);
  });

  describe.each(names)('%s', (name) => {
    test('is valid HTML in every language', async () => {
      for (const lang of languages) expect(await faults(html(name, lang))).toEqual([]);
    });

    test('obeys the content security policy: no script, no inline style, no handler', () => {
      expect(html(name, 'de')).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    });

    test('declares its language, has one h1 and unique ids', () => {
      const text = html(name, 'fr');
      expect(text).toMatch(/^<!doctype html>\n<html lang="fr-CH">/);
      expect(text.match(/<h1[\s>]/g)).toHaveLength(1);
      const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
    });

    test('every reference to an id leads somewhere', () => {
      const text = html(name, 'de');
      const ids = new Set([...text.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]));
      const used = [...text.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"/g)].flatMap(
        (match) => match[1]?.split(' ') ?? [],
      );
      expect(used.filter((id) => !ids.has(id))).toEqual([]);
    });
  });
});

describe('hostile text', () => {
  /** The document without its texts and values: tags and attribute names only. */
  const skeleton = (text: string): string =>
    text
      .replace(/="[^"]*"/g, '=""')
      .replace(/>[^<]*</g, '><')
      .replace(/\n/g, '');
  const harmless = skeleton(renderPage(hostilePage(assets, 'x')));

  const nasty = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onmouseover='alert(1)",
      '</title></textarea></option><img src=x onerror=alert(1)>',
      '<!-- --!> ]]> <svg/onload=alert(1)>',
      '&lt;b&gt; &#x3c;b&#x3e; &quot;',
      '\u0000<\u0000script>\u202E</script>\u2066',
    ),
  );

  test('never becomes a tag or an attribute, in any component', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(skeleton(renderPage(hostilePage(assets, text)))).toBe(harmless);
      }),
      { numRuns: 300 },
    );
  });

  test('controls and bidirectional overrides do not reach the page', () => {
    const text = renderPage(hostilePage(assets, 'a\u0000b\u001Bc\u202Ed\u2066e'));
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u202A-\u202E\u2066-\u2069]/);
    expect(text).toContain('abcde');
  });
});
