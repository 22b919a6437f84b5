// A file without a name, sent once: its space is given back when the stream ends, breaks off, or is never read.
import { Readable } from 'node:stream';
import { partSize } from './content.ts';
import type { IncomingFile } from './incoming-file.ts';

export function streamOnce(file: IncomingFile): Readable {
  let position = 0;
  return new Readable({
    read() {
      file.read(position, partSize).then(
        (bytes) => {
          position += bytes.length;
          this.push(bytes.length === 0 ? null : bytes);
        },
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, done) {
      file.close().then(
        () => done(error),
        (fault: unknown) => done(error ?? (fault instanceof Error ? fault : new Error(String(fault)))),
      );
    },
  });
}
