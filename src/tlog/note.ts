// Signed notes (C2SP signed-note): a text with signature lines, and keys as `name+id+key`. WebCrypto: in browsers as in Node.
import { concat, equal, fromBase64, toBase64, utf8 } from './bytes.ts';
import { digest } from './verify-proof.ts';

/** Kinds of signatures that we make: a log's own, and a witness's with its time (C2SP tlog-cosignature). */
export const signatureTypes = { ed25519: 1, cosignature: 4 } as const;
type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

export interface NoteKey {
  name: string;
  type: SignatureType;
  /** Four bytes that say which key of that name it was. */
  id: Uint8Array;
  publicKey: Uint8Array<ArrayBuffer>;
}

export interface SignatureLine {
  name: string;
  id: Uint8Array;
  signature: Uint8Array<ArrayBuffer>;
}

export interface Note {
  /** With its last line end. */
  text: string;
  signatures: SignatureLine[];
}

/** A note that anyone sends us. C2SP asks for at least 16 signatures. */
const mostSignatures = 32;
const longestNote = 64_000;

export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Cc}]/u.test(name);
}

/** @param publicKey 32 bytes (RFC 8032) */
export async function noteKey(
  name: string,
  type: SignatureType,
  publicKey: Uint8Array<ArrayBuffer>,
): Promise<NoteKey> {
  const input = concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return { name, type, publicKey, id: (await digest(input)).slice(0, 4) };
}

export function writeKey({ name, type, id, publicKey }: NoteKey): string {
  const hex = [...id].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name}+${hex}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/** @returns undefined when it is no key, or one whose id is not its own */
export async function readKey(text: unknown): Promise<NoteKey | undefined> {
  if (typeof text !== 'string' || text.length > 1000) return undefined;
  // Base64 has a plus, too: the key is all that comes after the second one.
  const [, name = '', data = ''] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(data);
  const type = Object.values(signatureTypes).find((each) => each === bytes?.[0]);
  if (!isKeyName(name) || bytes?.length !== 33 || type === undefined) return undefined;
  const key = await noteKey(name, type, bytes.slice(1));
  return writeKey(key) === text ? key : undefined;
}

export function writeSignature(line: { name: string; id: Uint8Array; signature: Uint8Array }): string {
  const { name, id, signature } = line;
  return `— ${name} ${toBase64(concat(id, signature))}\n`;
}

function readSignature(line: string): SignatureLine | undefined {
  const [, name = '', data = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(data);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

export function writeNote(text: string, signatures: readonly string[]): string {
  return `${text}\n${signatures.join('')}`;
}

/** @returns undefined when it has not the form of a signed note; nothing is verified yet */
export function readNote(note: unknown): Note | undefined {
  if (typeof note !== 'string' || note.length > longestNote || !note.isWellFormed()) return undefined;
  const end = note.lastIndexOf('\n\n');
  // Of control characters only the line end is allowed.
  if (end < 1 || /[\x00-\x09\x0b-\x1f\x7f]/.test(note) || !note.endsWith('\n')) return undefined;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) return undefined;
  const signatures = lines.map(readSignature);
  return signatures.every((each) => each !== undefined)
    ? { text: note.slice(0, end + 1), signatures }
    : undefined;
}

/** The lines that say they are of this key. */
export function signaturesBy(key: NoteKey, { signatures }: Note): SignatureLine[] {
  return signatures.filter(({ name, id }) => name === key.name && equal(id, key.id));
}

/** Whether one line of this key signs the note's text; a wrong one beside it spoils the note. */
export async function isSignedBy(key: NoteKey, note: Note): Promise<boolean> {
  const lines = signaturesBy(key, note);
  for (const { signature } of lines) {
    if (!(await isSignature(key.publicKey, signature, utf8(note.text)))) return false;
  }
  return lines.length > 0;
}

export async function isSignature(
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (signature.length !== 64) return false;
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, message);
}
