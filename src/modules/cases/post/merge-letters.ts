// Joins address sheets and letters into the one PDF that goes to the printer, each letter's pages as they were issued.
import { PDFDocument } from '@cantoo/pdf-lib';

/** Where a letter lies in the whole, counted from 1, its address sheet included. */
export interface PageRange {
  pages: number;
  first: number;
  last: number;
}

/** Pages of PDFs. */
export async function pageCounts(letters: readonly Buffer[]): Promise<number[]> {
  const counts: number[] = [];
  for (const letter of letters) counts.push((await PDFDocument.load(letter)).getPageCount());
  return counts;
}

/**
 * Only for printing: the tags of the letters stay in the letters themselves.
 * @param sheets one page for each letter, in the same order
 */
export async function mergeLetters(
  title: string,
  sheets: Buffer,
  letters: readonly Buffer[],
): Promise<{ pdf: Buffer; ranges: PageRange[] }> {
  const whole = await PDFDocument.create();
  whole.setTitle(title);
  const addresses = await PDFDocument.load(sheets);
  const ranges: PageRange[] = [];
  for (const [index, letter] of letters.entries()) {
    const first = whole.getPageCount() + 1;
    const source = await PDFDocument.load(letter);
    for (const page of await whole.copyPages(addresses, [index])) whole.addPage(page);
    for (const page of await whole.copyPages(source, source.getPageIndices())) whole.addPage(page);
    const last = whole.getPageCount();
    ranges.push({ pages: last - first + 1, first, last });
  }
  return { pdf: Buffer.from(await whole.save()), ranges };
}
