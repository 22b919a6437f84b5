// What a file is, by its first bytes: names and declared types can't be trusted.
const signatures: { type: string; kind: 'pdf' | 'image'; matches: (bytes: Buffer) => boolean }[] = [
  {
    type: 'application/pdf',
    kind: 'pdf',
    // At the beginning, as ISO 32000 says: readers that search further would also take a program for a PDF.
    matches: (bytes) => /^(?:\u00ef\u00bb\u00bf)?\s*%PDF-/.test(bytes.subarray(0, 64).toString('latin1')),
  },
  {
    type: 'image/png',
    kind: 'image',
    matches: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  },
  {
    type: 'image/jpeg',
    kind: 'image',
    matches: (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  },
  {
    type: 'image/webp',
    kind: 'image',
    matches: (bytes) =>
      bytes.subarray(0, 4).equals(Buffer.from('RIFF')) && bytes.subarray(8, 12).equals(Buffer.from('WEBP')),
  },
];

/** Media type and kind of a PDF, PNG, JPEG or WebP file; undefined for anything else. */
export function detectType(bytes: Buffer): { type: string; kind: 'pdf' | 'image' } | undefined {
  const found = signatures.find((each) => each.matches(bytes));
  return found && { type: found.type, kind: found.kind };
}
