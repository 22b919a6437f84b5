// Letters are made whatever was typed: rare scripts, emoji, controls and text that looks like Typst.
import { describe, expect, test } from 'vitest';
import { compilePdf } from './compile-pdf.ts';
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
  ])('is made with %s', async (_what, text) => {
    const pdf = await renderLetter(letter(text, `${text}\n\n- ${text}\n- ${text}`));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a word without end stays on the paper', async () => {
    const pages = async (text: string) =>
      (await renderLetter(letter('Zoë', text))).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    expect(await pages('kurz')).toBe(1);
    // On one line it would need none of the further pages.
    expect(await pages(`https://example.org/${'W'.repeat(5000)}`)).toBeGreaterThan(1);
  });

  // Which scripts are shown depends on the fonts of the machine; these characters are in none.
  test('exactly the characters that no font shows are replaced or left out, wherever they stand', async () => {
    const template = `#set document(title: "x")\n#set text(font: "Hanken Grotesk")\n#let data = json(bytes(sys.inputs.letter))\n#data.list.first().text`;
    const told: unknown[] = [];
    const pdf = await compilePdf(
      template,
      { list: [{ text: 'Ja "\u{F0000}" \\ \u{FDD0}\u0007 ñ' }], count: 1 },
      undefined,
      (shown) => {
        told.push(shown);
        return shown;
      },
    );
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(JSON.stringify(told.at(-1))).not.toMatch(/\ufdd0|\\u0007/);
    expect(told.at(-1)).toMatchObject({
      list: [{ text: expect.stringMatching(/^Ja ".?" \\ {1,2}ñ$/u) }],
      count: 1,
    });
  });

  test('a template that refuses for another reason says why', async () => {
    await expect(compilePdf('#panic("no")', {}, undefined)).rejects.toThrow("The document can't be set");
  });
});

describe('the thread that sets documents', () => {
  test('lets the program go on, sets what comes at once one after the other, and tells each its own fault', async () => {
    const template = '#set document(title: "x")\n#set text(lang: "de")\n';
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const results = await Promise.allSettled([
      compilePdf(`${template}A`, {}, undefined),
      compilePdf(`${template}#panic("so nicht")`, {}, undefined),
      ...Array.from({ length: 6 }, (_, n) => compilePdf(`${template}${n}\n#lorem(5000)`, {}, undefined)),
    ]);
    clearInterval(ticking);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      ...Array.from({ length: 6 }, () => 'fulfilled'),
    ]);
    expect(results[1]).toMatchObject({ reason: { message: expect.stringContaining('so nicht') } });
    expect(turns).toBeGreaterThan(10);
  });
});
