// What incoming files are: pictures measured by their headers, PDFs that can act found out, also where they hide it.
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderNote } from '../pdf/render-note.ts';
import { contentOf, partSize } from './content.ts';
import { examineFile } from './examine-file.ts';
import { imageSize } from './image-size.ts';
import { pdfActs } from './pdf-active.ts';

const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

/** @param before bytes of a segment before the frame, e.g. of a camera's notes */
const jpeg = (width: number, height: number, before: number): Buffer => {
  const notes = Buffer.alloc(before + 4, 0xc0);
  notes.writeUInt16BE(0xffe1, 0);
  notes.writeUInt16BE(before + 2, 2);
  const frame = Buffer.from('ffc2001108', 'hex');
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([Buffer.from('ffd8', 'hex'), notes, notes, frame, size, Buffer.alloc(20)]);
};

const webp = (form: string, body: string): Buffer =>
  Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP'),
    Buffer.from(form),
    Buffer.from(body.replaceAll(' ', ''), 'hex'),
  ]);

describe('the size of a picture', () => {
  test.each([
    ['image/png', png(640, 480), { width: 640, height: 480 }],
    ['image/jpeg', jpeg(4000, 3000, 60_000), { width: 4000, height: 3000 }],
    ['image/webp', webp('VP8X', '0a000000 00000000 ff0f00 7f0700'), { width: 4096, height: 1920 }],
    ['image/webp', webp('VP8L', '0a000000 2f ffc05900 00000000000000'), { width: 256, height: 360 }],
    ['image/webp', webp('VP8 ', '0a000000 3001009d012a 4006 b004'), { width: 1600, height: 1200 }],
    ['image/png', Buffer.from('89504e470d0a1a0a', 'hex'), undefined],
    ['image/jpeg', Buffer.from('ffd8ffda0002', 'hex'), undefined],
    ['image/jpeg', Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(5000, 0xff)]), undefined],
  ])('%s', async (type, bytes, size) => {
    expect(await imageSize(type, contentOf(bytes))).toEqual(size);
  });

  test('beyond 100 megapixels it is refused, though the file is tiny', async () => {
    expect(await examineFile(contentOf(png(10_000, 10_000)))).toEqual({
      type: 'image/png',
      activeContent: false,
    });
    await expect(examineFile(contentOf(png(10_000, 10_001)))).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      status: 422,
    });
    await expect(examineFile(contentOf(jpeg(60_000, 60_000, 10)))).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
    });
    await expect(examineFile(contentOf(png(0, 5)))).rejects.toMatchObject({ code: 'FILE_TYPE_REFUSED' });
  });
});

describe('a PDF acts', () => {
  const pdf = (inner: string) =>
    contentOf(Buffer.from(`%PDF-1.7\n1 0 obj\n${inner}\nendobj\n%%EOF\n`, 'latin1'));
  const packed = (inner: Buffer, dictionary = '/Type /ObjStm /Filter /FlateDecode') =>
    pdf(`<< ${dictionary} /Length ${inner.length} >>\nstream\n${inner.toString('latin1')}\nendstream`);

  test.each([
    ['a script', '<< /S /JavaScript /JS (app.alert(1)) >>'],
    ['a script with an escaped name', '<< /S /J#61vaScr#69pt /JS (app.alert(1)) >>'],
    ['a program', '<</S/Launch/F(cmd.exe)>>'],
    ['a script of a film', '<</AA<</O<</S/Rendition/JS(app.alert(1))>>>>>>'],
    ['another file on another computer', '<</AA<</O<</S/GoToE/F(\\\\\\\\evil\\\\x)>>>>>>'],
    ['the same, by its other name', '<</S/GoToR/F(\\\\\\\\evil\\\\x)>>'],
    ['an action at opening', '<</Type/Catalog/OpenAction 5 0 R>>'],
    ['a file inside', '<</Type/EmbeddedFile>>'],
    ['files inside', '<</Names<</EmbeddedFiles 3 0 R>>>>'],
    ['what encryption hides', 'trailer <</Encrypt 9 0 R>>'],
  ])('%s', async (_what, inner) => {
    expect(await pdfActs(pdf(inner))).toBe(true);
    // Also across the border of two pieces, and packed into an object stream.
    for (const shift of [3, 10, 20])
      expect(await pdfActs(pdf(' '.repeat(partSize - 17 - inner.length + shift) + inner))).toBe(true);
    expect(await pdfActs(packed(deflateSync(Buffer.from(inner.padStart(70_000)))))).toBe(true);
  });

  test('what can’t be looked into', async () => {
    expect(await pdfActs(packed(Buffer.from('no zlib data')))).toBe(true);
    expect(await pdfActs(packed(Buffer.from('3c3c3e3e>'), '/Type /Obj#53tm /Filter /ASCIIHexDecode'))).toBe(
      true,
    );
    expect(await pdfActs(packed(deflateSync('<<>>'), `/Type /ObjStm %${'x'.repeat(5000)}\n`))).toBe(true);
    const many = `<</Type/ObjStm>>stream\n${deflateSync('<<>>').toString('latin1')}\n`.repeat(2001);
    expect(await pdfActs(pdf(many))).toBe(true);
    // 64 MB of nothing in 64 kB: unpacking ends at 32 MB.
    expect(await pdfActs(packed(deflateSync(Buffer.alloc(64 * 1024 * 1024))))).toBe(true);
  });

  test.each([
    ['plain text', '<</Type/Page/Contents 4 0 R>>'],
    ['links', '<</S/URI/URI(https://example.org/JavaScript.html)>>'],
    ['a name that only begins alike', '<</LaunchDay 1/JavaScripture 2>>'],
  ])('not with %s', async (_what, inner) => {
    expect(await pdfActs(pdf(inner))).toBe(false);
    expect(await pdfActs(packed(deflateSync(Buffer.from(inner))))).toBe(false);
  });

  test('not our own letters, which have object streams', async () => {
    expect(await pdfActs(contentOf(await renderNote('Beispiel', 'Inhalt')))).toBe(false);
  });
});
