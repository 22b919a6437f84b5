// Letters as tagged PDF/UA-1: Typst sets the data of a letter into the one template of the canton.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelTexts } from '../texts/kernel-texts.ts';
import type { Language } from '../i18n/texts.ts';
import { compilePdf, pdfFolder, UnshownCharacters } from './compile-pdf.ts';

/** Everything a letter shows; plain text only, already in the person's language. */
export interface LetterModel {
  language: Language;
  region: string;
  canton: string;
  unit: { name: string; department: string; address: string; web: string };
  recipient: string[];
  ref: string;
  /** The day as words and as numbers (document metadata). */
  date: string;
  day: { year: number; month: number; day: number };
  title: string;
  blocks: ({ kind: 'text'; text: string } | { kind: 'list'; items: string[] })[];
  facts: { label: string; value: string }[];
  fees: { label: string; amount: string }[];
  total: string;
  legalBasis: string;
  remedy: string;
  closing: string;
  automatic: string;
  verify: { code: string; url: string };
  demo: string;
  footer: string;
  labels: Record<
    | 'page'
    | 'date'
    | 'reference'
    | 'facts'
    | 'fact'
    | 'value'
    | 'fees'
    | 'fee'
    | 'francs'
    | 'total'
    | 'legalBasis'
    | 'remedy'
    | 'verify'
    | 'code',
    string
  >;
}

let template: string | undefined;

/**
 * Sets a letter; the same model gives the same pages. A character that no font shows (a rare script, an emoji) must not
 * keep a decision from its person: it stands as U+FFFD, and the letter says so. Shape and errors as `compilePdf`.
 */
export function renderLetter(model: LetterModel): Buffer {
  template ??= readFileSync(join(pdfFolder, 'letter.typ'), 'utf8');
  const { year, month, day } = model.day;
  const created = Math.floor(Date.UTC(year, month - 1, day, 12) / 1000);
  let shown: LetterModel & { unshown: string } = { ...model, unshown: '' };
  // Typst may name the characters in several turns.
  for (let turns = 0; turns < 5; turns++) {
    try {
      return compilePdf(template, shown, created);
    } catch (error) {
      if (!(error instanceof UnshownCharacters)) throw error;
      const unshown = kernelTexts(model.language)('letter.unshown', { sign: '\ufffd' });
      shown = { ...without(shown, error.characters), unshown };
    }
  }
  throw new Error('The letter has characters that no font shows');
}

/** The same data with U+FFFD for the characters; those that are never seen (controls, joiners) go without a trace. */
function without<Data>(data: Data, characters: ReadonlySet<string>): Data {
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return [...value]
        .map((each) =>
          !characters.has(each)
            ? each
            : /[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(each)
              ? ''
              : '\ufffd',
        )
        .join('');
    }
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]));
    return value;
  };
  return replace(data) as Data;
}

/** Plain text to paragraphs and lists: a blank line parts paragraphs, lines that begin with "- " are items. */
export function toBlocks(text: string): LetterModel['blocks'] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const lines = part.split('\n');
      return lines.every((line) => line.startsWith('- '))
        ? { kind: 'list', items: lines.map((line) => line.slice(2)) }
        : { kind: 'text', text: part };
    });
}
