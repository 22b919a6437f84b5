// Uploads by the API, as a program sends them, and pictures and PDFs small enough to write down.
import type { TestProgram } from './test-program.ts';

export const pdf = (inner = ''): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n% ${inner}\ntrailer\n<<>>\n%%EOF\n`);

/** A PNG of a header alone that claims a size. */
export const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

export interface Uploaded {
  status: number;
  /** The file, or the problem with its `code`. */
  body: { id: string; name: string; type: string; size: number; code?: string; title?: string };
}

export async function upload(
  program: TestProgram,
  token: string,
  bytes: Buffer,
  name = 'beleg.pdf',
  language = 'de',
): Promise<Uploaded> {
  const form = new FormData();
  form.set('file', new Blob([bytes as BlobPart]), name);
  const response = await fetch(`${program.origin}/api/v1/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
  });
  return { status: response.status, body: (await response.json()) as Uploaded['body'] };
}
