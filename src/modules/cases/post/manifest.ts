// The list that goes with a print run: which letter lies on which pages, for whom (CSV, RFC 4180, UTF-8 with byte order mark for Excel).
import { createHash } from 'node:crypto';
import type { PageRange } from './merge-letters.ts';

export interface ManifestRow extends PageRange {
  position: number;
  ref: string;
  documentId: string;
  recipient: readonly string[];
}

const header = [
  'position',
  'ref',
  'document',
  'recipient',
  'address_sha256',
  'pages',
  'first_page',
  'last_page',
];

export function postalManifest(rows: readonly ManifestRow[]): string {
  const lines = rows.map(({ position, ref, documentId, recipient, pages, first, last }) => [
    position,
    ref,
    documentId,
    recipient.join(', '),
    createHash('sha256').update(recipient.join('\n')).digest('hex'),
    pages,
    first,
    last,
  ]);
  return `\ufeff${[header, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (CSV injection, CWE-1236). */
function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
