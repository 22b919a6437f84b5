// The content of a file, wherever it lies: read piece by piece, so that it is never whole in memory.
import { createHash } from 'node:crypto';

/** Bytes of one part in the database and of one reading: 256 KiB. */
export const partSize = 256 * 1024;

export interface Content {
  size: number;
  sha256: Buffer;
  /** At most `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Buffer>;
}

/** Content that the program has made itself and holds anyway. */
export function contentOf(bytes: Buffer): Content {
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  };
}

/** The content in pieces of `size` bytes, from `start` on. */
export async function* piecesOf(content: Content, start = 0, size = partSize): AsyncGenerator<Buffer> {
  for (let position = start; position < content.size; position += size) {
    yield await content.read(position, size);
  }
}
