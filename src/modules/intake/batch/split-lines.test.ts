// However the pieces fall, the lines are the same; what is too long costs no memory.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

async function* inPieces(bytes: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    const end = Math.min(Math.max(cut, start), bytes.length);
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function linesOf(text: string, most = 100, cuts: number[] = []) {
  const lines: [number, string | undefined][] = [];
  for await (const { number, bytes } of splitLines(inPieces(Buffer.from(text), cuts), most))
    lines.push([number, bytes?.toString()]);
  return lines;
}

test('a line ends with LF or CRLF or the text; empty ones count and are passed over', async () => {
  expect(await linesOf('a\nb\r\n\n \t\nc')).toEqual([
    [1, 'a'],
    [2, 'b\r'],
    [5, 'c'],
  ]);
  expect(await linesOf('')).toEqual([]);
  expect(await linesOf('\n\n')).toEqual([]);
});

test('one that is too long is told and costs the others nothing', async () => {
  expect(await linesOf('aaaa\nbbbbb\ncccc\n', 4)).toEqual([
    [1, 'aaaa'],
    [2, undefined],
    [3, 'cccc'],
  ]);
  expect(await linesOf(`${'x'.repeat(1000)}\n`, 4)).toEqual([[1, undefined]]);
});

test('the pieces do not matter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'ü', '\n', '\r', ' ', '"') }), { maxLength: 20 }),
      fc.array(fc.nat(200)),
      async (parts, cuts) => {
        const text = parts.join('\n');
        expect(await linesOf(text, 12, cuts)).toEqual(await linesOf(text, 12));
      },
    ),
  );
});
