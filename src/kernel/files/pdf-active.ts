// Whether a PDF can act when it is opened: scripts, programs to launch, files inside. It is looked through, never run.
import { createInflate } from 'node:zlib';
import { piecesOf, type Content } from './content.ts';

/** A name of ISO 32000 as a pattern: any of its characters may be written as an escape, `/J#61vaScript`. */
const name = (word: string): string =>
  `/${Array.from(word, (each) => `(?:${each}|#${hex(each)})`).join('')}(?![\\w#.-])`;
const hex = (character: string): string =>
  Array.from(character.charCodeAt(0).toString(16), (digit) =>
    /[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit,
  ).join('');

/** Actions, what starts them by itself, files and media inside; and encryption, behind which all of them may be. */
const acting = new RegExp(
  [
    'JavaScript',
    'Launch',
    // May hold a script without saying so; the others open another file, on a server of somebody's choice.
    'Rendition',
    'GoToR',
    'GoToE',
    'OpenAction',
    'EmbeddedFile',
    'EmbeddedFiles',
    'RichMedia',
    'SubmitForm',
    'ImportData',
    'XFA',
    'Encrypt',
  ]
    .map(name)
    .join('|'),
);
const longestDictionary = 1000;
/** An object stream: other objects, packed. Without the group its data does not begin where it should. */
const objectStream = new RegExp(`${name('ObjStm')}([^]{0,${longestDictionary}}?\\bstream\\r?\\n)?`, 'g');
/** What stands at the end of a piece is looked at again with the next: longer than any match. */
const overlap = 2048;
/** Bytes that are unpacked of one file at most; whoever packs more into object streams hides something. */
const mostUnpacked = 32 * 1024 * 1024;
/** Each usually packs a hundred objects; whoever has more of them in 10 MB wants us busy. */
const mostStreams = 2000;
/** Bytes of one reading while unpacking: most object streams are small. */
const reading = 16 * 1024;

/** True also for what can't be looked into (encrypted, packed in an unusual way): nobody can say then that it is still. */
export async function pdfActs(content: Content): Promise<boolean> {
  const streams = new Set<number>();
  let position = 0;
  let before = '';
  for await (const piece of piecesOf(content)) {
    const text = before + piece.toString('latin1');
    const start = position - before.length;
    position += piece.length;
    if (acting.test(text)) return true;
    for (const found of text.matchAll(objectStream)) {
      if (found[1] !== undefined) {
        streams.add(start + found.index + found[0].length);
        if (streams.size > mostStreams) return true;
      } else if (position >= content.size || found.index < text.length - overlap) return true;
    }
    before = text.slice(-overlap);
  }
  let left = mostUnpacked;
  for (const place of streams) {
    const unpacked = await unpack(content, place, left);
    if (unpacked === undefined) return true;
    left -= unpacked;
  }
  return false;
}

/** How many bytes an object stream has; undefined when it acts or can't be unpacked within `most` bytes. */
async function unpack(content: Content, place: number, most: number): Promise<number | undefined> {
  const inflate = createInflate();
  const over = new Promise<void>((resolve) => inflate.once('close', resolve));
  const feed = async () => {
    for await (const piece of piecesOf(content, place, reading)) {
      // zlib itself knows where its data ends; what follows is the rest of the file.
      if (inflate.destroyed || inflate.readableEnded) return;
      await Promise.race([over, new Promise((resolve) => inflate.write(piece, resolve))]);
    }
    inflate.end();
  };
  const feeding = feed().catch((error: unknown) => void inflate.destroy(error as Error));
  let size = 0;
  let before = '';
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      const text = before + chunk.toString('latin1');
      if (size > most || acting.test(text)) return undefined;
      before = text.slice(-overlap);
    }
    return size;
  } catch {
    return undefined;
  } finally {
    inflate.destroy();
    await feeding;
  }
}
