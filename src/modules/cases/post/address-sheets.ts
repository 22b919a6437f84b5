// Sets the address sheets of a print run, one page for each letter.
import { readFileSync } from 'node:fs';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';

export interface AddressSheets {
  title: string;
  language: string;
  canton: string;
  unit: string;
  address: string;
  sheets: { recipient: string[]; language: string; ref: string; count: string }[];
}

let template: string | undefined;

/** Pages in the order of the sheets. Shape and errors as `compilePdf`. */
export function renderAddressSheets(run: AddressSheets): Buffer {
  template ??= readFileSync(new URL('address-sheets.typ', import.meta.url), 'utf8');
  return compilePdf(template, run, undefined);
}
