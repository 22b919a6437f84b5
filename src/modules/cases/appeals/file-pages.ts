// Puts the pages of a file together: the front with its index, letters and evidence behind it, and a number on each page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts, type PDFPage } from '@cantoo/pdf-lib';
import { compilePdf, countPages } from '../../../kernel/pdf/compile-pdf.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';

export interface FileFront {
  title: string;
  language: string;
  region: string;
  canton: string;
  unit: string;
  facts: { label: string; value: string }[];
  sections: { title: string; rows: { label: string; value: string }[] }[];
  history: { day: string; text: string }[];
  labels: { index: string; part: string; page: string; missing: string; history: string };
}

export interface FilePart {
  title: string;
  /** `application/pdf`, `image/png`, `image/jpeg`; others can't become pages. */
  type: string;
  bytes: Uint8Array;
}

let template: string | undefined;

/** A page of A4 in points. */
const a4: [number, number] = [595.28, 841.89];
const margin = 56;

/**
 * @param unavailable titles of parts that are left out on purpose, with the reason
 * @returns one PDF; parts that can't become pages are named in it
 */
export async function filePages(
  front: FileFront,
  parts: readonly FilePart[],
  unavailable: readonly string[],
): Promise<Buffer> {
  template ??= readFileSync(
    join(projectFolder, 'src', 'modules', 'cases', 'appeals', 'case-file.typ'),
    'utf8',
  );
  const attached: { title: string; document: PDFDocument }[] = [];
  const missing = [...unavailable];
  for (const part of parts) {
    const document = await documentOf(part);
    if (document) attached.push({ title: part.title, document });
    else missing.push(part.title);
  }
  const withPages = (first: number) => {
    let page = first;
    const index = attached.map(({ title, document }) => {
      const entry = { title, page: String(page) };
      page += document.getPageCount();
      return entry;
    });
    return { ...front, index, missing };
  };
  // Numbers of three digits take the most room: with the right ones the front has no more pages.
  const pages = await countPages(template, withPages(100));
  const whole = await PDFDocument.load(await compilePdf(template, withPages(pages + 1), undefined));
  for (const { document } of attached)
    for (const page of await whole.copyPages(document, document.getPageIndices())) whole.addPage(page);
  await numberPages(whole);
  return Buffer.from(await whole.save());
}

/** Undefined for what has no pages: another kind of file, or one that is broken or locked. */
async function documentOf({ type, bytes }: FilePart): Promise<PDFDocument | undefined> {
  try {
    if (type === 'application/pdf') return await PDFDocument.load(bytes);
    if (type !== 'image/png' && type !== 'image/jpeg') return undefined;
    const document = await PDFDocument.create();
    const image = await (type === 'image/png' ? document.embedPng(bytes) : document.embedJpg(bytes));
    const page = document.addPage(a4);
    const { width, height } = image.scaleToFit(a4[0] - 2 * margin, a4[1] - 2 * margin);
    page.drawImage(image, { x: margin, y: a4[1] - margin - height, width, height });
    return document;
  } catch {
    return undefined;
  }
}

async function numberPages(whole: PDFDocument): Promise<void> {
  const font = await whole.embedFont(StandardFonts.Helvetica);
  const all = whole.getPages();
  all.forEach((page: PDFPage, index: number) => {
    page.drawText(`${index + 1} / ${all.length}`, { x: a4[0] - margin - 20, y: 24, size: 9, font });
  });
}
