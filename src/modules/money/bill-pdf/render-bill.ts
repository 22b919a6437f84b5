// Sets a bill or a receipt as tagged PDF/UA-1 from its model.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { kernelTexts } from '../../../kernel/texts/kernel-texts.ts';

interface Row {
  label: string;
  amount: string;
}

/** Everything it shows; plain text, in the person's language. */
export interface BillModel {
  language: Language;
  region: string;
  canton: string;
  unit: { name: string; address: string };
  /** Says that account and amounts are examples; '' where they are real. */
  example: string;
  recipient: string[];
  day: { year: number; month: number; day: number };
  title: string;
  lead: string;
  facts: { label: string; value: string }[];
  items: Row[];
  sums: Row[];
  paragraphs: string[];
  labels: { item: string; francs: string };
  /** Null on receipts. */
  payment: PaymentPart | null;
}

export interface PaymentPart {
  iban: string;
  creditor: string[];
  reference: string;
  message: string;
  /** Empty: whoever pays writes it. */
  debtor: string[];
  amount: string;
  /** SVG. */
  code: string;
  labels: Record<
    | 'receipt'
    | 'payment'
    | 'account'
    | 'reference'
    | 'additional'
    | 'payableBy'
    | 'payableByBlank'
    | 'currency'
    | 'amount'
    | 'acceptance'
    | 'separate'
    | 'code',
    string
  >;
}

let template: string | undefined;

/** The same model gives the same pages. Errors as `compilePdf`. */
export async function renderBill(model: BillModel): Promise<Buffer> {
  template ??= readFileSync(join(projectFolder, 'src', 'modules', 'money', 'bill-pdf', 'bill.typ'), 'utf8');
  const { year, month, day } = model.day;
  const created = Math.floor(Date.UTC(year, month - 1, day, 12) / 1000);
  const unshown = kernelTexts(model.language)('letter.unshown', { sign: '\ufffd' });
  return compilePdf(template, { ...model, unshown: '' }, created, (shown) => ({ ...shown, unshown }));
}
