// Sets the address sheets of a print run, one page for each letter.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';

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
export async function renderAddressSheets(run: AddressSheets): Promise<Buffer> {
  template ??= readFileSync(
    join(projectFolder, 'src', 'modules', 'cases', 'post', 'address-sheets.typ'),
    'utf8',
  );
  return compilePdf(template, run, undefined);
}
