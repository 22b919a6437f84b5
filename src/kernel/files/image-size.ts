// Width and height of a picture from its header alone: nothing is unpacked, because a small file may hold a vast picture.
import type { Content } from './content.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/** More pixels are refused: 100 megapixels, an A3 page at 800 dpi. */
export const mostPixels = 100_000_000;

/** Of a PNG, JPEG or WebP; undefined when the header doesn't say. */
export async function imageSize(type: string, content: Content): Promise<ImageSize | undefined> {
  if (type === 'image/jpeg') return jpegSize(content);
  const head = await content.read(0, 32);
  if (head.length < 24) return undefined;
  if (type === 'image/png') return pngSize(head);
  if (type === 'image/webp') return head.length < 30 ? undefined : webpSize(head);
  return undefined;
}

/** PNG specification, 11.2.1: IHDR comes first. */
function pngSize(head: Buffer): ImageSize | undefined {
  if (head.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** RFC 9649: extended, lossless or lossy. */
function webpSize(head: Buffer): ImageSize | undefined {
  const form = head.toString('latin1', 12, 16);
  if (form === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (form === 'VP8L' && head[20] === 0x2f) {
    const bits = head.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form === 'VP8 ')
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  return undefined;
}

/** ITU-T T.81, B.2: segments until a frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
async function jpegSize(content: Content): Promise<ImageSize | undefined> {
  let position = 2;
  // A file of 10 MB has fewer real segments before its frame; whoever sends more wants us busy.
  for (let segments = 0; segments < 1000; segments++) {
    const head = await content.read(position, 9);
    if (head.length < 4 || head[0] !== 0xff) return undefined;
    const marker = head[1] ?? 0;
    // Fill bytes may stand before a marker; some markers have no length.
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      position += 2;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (head.length < 9) return undefined;
      return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) };
    }
    // Pixels or the end before any frame header.
    if (marker === 0xda || marker === 0xd9) return undefined;
    position += 2 + head.readUInt16BE(2);
  }
  return undefined;
}
