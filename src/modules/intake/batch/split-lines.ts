// Lines of a text that comes in pieces: never more than one of them is in memory, and one that is too long is only counted.

export interface SplitLine {
  /** Counted from 1, empty ones too, as an editor shows it. */
  number: number;
  /** Without its end; undefined when it is too long. */
  bytes: Buffer | undefined;
}

const newline = 0x0a;
const blank = /^[ \t\r]*$/;

/** Ends are LF or CRLF; lines of nothing but blanks are passed over. @param most bytes of a line */
export async function* splitLines(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<SplitLine> {
  let number = 1;
  let begun: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= most) begun.push(part);
    else begun = [];
  };
  const end = (): SplitLine | undefined => {
    const line = { number: number++, bytes: size <= most ? Buffer.concat(begun) : undefined };
    begun = [];
    size = 0;
    return line.bytes && line.bytes.length < 100 && blank.test(line.bytes.toString('latin1'))
      ? undefined
      : line;
  };
  for await (const piece of pieces) {
    let start = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, start)) {
      add(piece.subarray(start, at));
      const line = end();
      if (line) yield line;
      start = at + 1;
    }
    add(piece.subarray(start));
  }
  const last = size > 0 ? end() : undefined;
  if (last) yield last;
}
