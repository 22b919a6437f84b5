// Checkpoints (C2SP tlog-checkpoint): the head of a log at one size, as a signed note; witnesses add their cosignatures.
import { concat, hashFromBase64, toBase64, utf8 } from './bytes.ts';
import { isSignature, signaturesBy, writeNote, writeSignature, type Note, type NoteKey } from './note.ts';
import type { Signer } from './signer.ts';
import { isSize } from './tree.ts';

export interface TreeHead {
  /** Which log: an address without scheme, the same for ever. */
  origin: string;
  size: number;
  head: Uint8Array;
}

function writeTreeHead({ origin, size, head }: TreeHead): string {
  return `${origin}\n${size}\n${toBase64(head)}\n`;
}

/** @returns undefined when the text is no checkpoint's; lines after the third are allowed and mean nothing to us */
export function readTreeHead(text: string): TreeHead | undefined {
  const [origin = '', digits = '', hash = '', ...more] = text.split('\n');
  const head = hashFromBase64(hash);
  const size = Number(digits);
  if (origin === '' || head === undefined || !/^(0|[1-9]\d*)$/.test(digits) || !isSize(size))
    return undefined;
  if (more.pop() !== '' || more.includes('')) return undefined;
  return { origin, size, head };
}

/** The checkpoint with the log's own signature. */
export function signCheckpoint(tree: TreeHead, { key, sign }: Signer): string {
  const text = writeTreeHead(tree);
  return writeNote(text, [writeSignature({ ...key, signature: sign(utf8(text)) })]);
}

/** The size of a tree on which a witness must agree, and when it did. */
export interface Cosignature {
  /** A line to append to the checkpoint. */
  line: string;
  at: Date;
}

function cosigned(text: string, seconds: bigint): Uint8Array<ArrayBuffer> {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function bigEndian(seconds: bigint): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, seconds);
  return bytes;
}

/** A witness's line (C2SP tlog-cosignature, `cosignature/v1`): as of `at` this was the largest consistent tree it had seen. */
export function cosign({ text }: Note, { key, sign }: Signer, at: Date): string {
  const seconds = BigInt(Math.floor(at.getTime() / 1000));
  const signature = concat(bigEndian(seconds), sign(cosigned(text, seconds)));
  return writeSignature({ ...key, signature });
}

/**
 * The witness's cosignature on a checkpoint.
 * @returns undefined when it has none, `wrong` when one does not fit
 */
export async function cosignatureBy(key: NoteKey, note: Note): Promise<Cosignature | 'wrong' | undefined> {
  let found: Cosignature | undefined;
  for (const line of signaturesBy(key, note)) {
    if (line.signature.length !== 72) return 'wrong';
    const seconds = new DataView(line.signature.buffer).getBigUint64(0);
    const message = cosigned(note.text, seconds);
    if (!(await isSignature(key.publicKey, line.signature.slice(8), message))) return 'wrong';
    found = { line: writeSignature(line), at: new Date(Number(seconds) * 1000) };
  }
  return found;
}
