// A file on its way in: on disk, in a file that has no name any more, so that nothing stays behind however the program ends.
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from './content.ts';

export class IncomingFile implements Content {
  size = 0;
  readonly #handle: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  #digest: Buffer | undefined;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Opens an empty one on the disk of `folder`, which is made when absent; whoever opens it closes it. */
  static async open(folder: string): Promise<IncomingFile> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomUUID());
    const handle = await open(path, 'wx+', 0o600);
    // The system gives the space back when the handle is closed: after a crash, too.
    await unlink(path);
    return new IncomingFile(handle);
  }

  async append(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk);
    let written = 0;
    while (written < chunk.length) {
      const { bytesWritten } = await this.#handle.write(chunk, written, chunk.length - written, this.size);
      written += bytesWritten;
      this.size += bytesWritten;
    }
  }

  /** Of all that has been appended; nothing can be appended after. */
  get sha256(): Buffer {
    this.#digest ??= this.#hash.digest();
    return this.#digest;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const buffer = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.#handle.read(buffer, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw new Error('An incoming file is shorter than what was written');
      filled += bytesRead;
    }
    return buffer;
  }

  /** Gives its space back. Safe to call twice. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}
