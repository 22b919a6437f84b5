// Letters are made whatever was typed: rare scripts, emoji, controls and text that looks like Typst.
import { describe, expect, test } from 'vitest';
import { compilePdf, UnshownCharacters } from './compile-pdf.ts';
import { renderLetter, toBlocks, type LetterModel } from './render-letter.ts';

const labels = Object.fromEntries(
  [
    ...['page', 'date', 'reference', 'facts', 'fact', 'value', 'fees', 'fee', 'francs', 'total'],
    ...['legalBasis', 'remedy', 'verify', 'code'],
  ].map((each) => [each, each]),
) as LetterModel['labels'];

function letter(name: string, body: string): LetterModel {
  return {
    language: 'de',
    region: 'CH',
    canton: 'Basel-Stadt',
    unit: { name: 'Veterinäramt', department: '', address: '', web: '' },
    recipient: [name, 'Beispielgasse 1', '4051 Basel'],
    ref: '2026-0000-0000',
    date: '24. November 2026',
    day: { year: 2026, month: 11, day: 24 },
    title: `Bestätigung für ${name}`,
    blocks: toBlocks(body),
    facts: [{ label: 'Name', value: name }],
    fees: [],
    total: '0.00',
    legalBasis: '',
    remedy: '',
    closing: 'Freundliche Grüsse',
    automatic: '',
    verify: { code: 'AAAA', url: 'https://example.org/verify/AAAA' },
    demo: '',
    footer: '',
    labels,
  };
}

describe('a letter', () => {
  test.each([
    ['Latin of many languages', 'Đặng Żółć Čapek'],
    ['Cyrillic, Greek, Arabic, Hebrew', 'Иван Ωμέγα العربية עברית'],
    ['scripts that no font here has', '漢字 한국 ไทย'],
    ['emoji with joiners', '👩‍👩‍👧 Luna 🐕'],
    ['controls and directions', 'a\u0007b\u202ec\u2028d\u200be\ufdd0'],
    [
      'text as Typst writes it',
      '#panic("x") #read("/etc/passwd") $x$ *b* @ref <label> \\ // c /* d */ = H `raw`',
    ],
    ['no end', 'W'.repeat(5000)],
  ])('is made with %s', (_what, text) => {
    const pdf = renderLetter(letter(text, `${text}\n\n- ${text}\n- ${text}`));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  // Which scripts are shown depends on the fonts of the machine; these characters are in none.
  test('the compiler names exactly the characters that it can not show', () => {
    const template = `#set document(title: "x")\n#set text(font: "Hanken Grotesk")\n#json(bytes(sys.inputs.letter)).text`;
    const caught = (() => {
      try {
        return compilePdf(template, { text: 'Ja "\u{FDD0}" \\ \u{1FFFF} \u0007 ñ' }, undefined);
      } catch (error) {
        return error;
      }
    })();
    expect(caught).toBeInstanceOf(UnshownCharacters);
    expect([...(caught as UnshownCharacters).characters].toSorted()).toEqual(
      ['\u0007', '\u{FDD0}', '\u{1FFFF}'].toSorted(),
    );
  });
});
