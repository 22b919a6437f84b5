// Letters as tagged PDF/UA-1: Typst sets the data of a letter into the one template of the canton.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelTexts } from '../texts/kernel-texts.ts';
import type { Language } from '../i18n/texts.ts';
import { compilePdf, pdfFolder } from './compile-pdf.ts';

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

/** Sets a letter; the same model gives the same pages. Where characters are missing, it says so. Errors as `compilePdf`. */
export async function renderLetter(model: LetterModel): Promise<Buffer> {
  template ??= readFileSync(join(pdfFolder, 'letter.typ'), 'utf8');
  const { year, month, day } = model.day;
  const created = Math.floor(Date.UTC(year, month - 1, day, 12) / 1000);
  const unshown = kernelTexts(model.language)('letter.unshown', { sign: '\ufffd' });
  return compilePdf(template, { ...model, unshown: '' }, created, (shown) => ({ ...shown, unshown }));
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
