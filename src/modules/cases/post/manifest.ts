// The list that goes with a print run: which letter lies on which pages, for whom (CSV, RFC 4180, UTF-8 with byte order mark for Excel).
import { createHash } from 'node:crypto';
import { csv } from '../../../kernel/csv.ts';
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
  return `\ufeff${csv([header, ...lines])}`;
}
