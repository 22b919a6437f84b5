// A receipt: entries of the access log with everything that shows them to be in the log. Checked without asking anyone.
import { equal, fromBase64, hashFromBase64, toBase64 } from './bytes.ts';
import { cosignatureBy, readTreeHead } from './checkpoint.ts';
import { commitmentInput, leafData, readEntry, saltSize, type CommittedEntry } from './commitment.ts';
import { isSignedBy, readKey, readNote } from './note.ts';
import { isSize } from './tree.ts';
import { digest, includes, leafDigest } from './verify-proof.ts';

export const receiptFormat = 'drehscheibe-receipt/1';

export interface ReceiptEntry {
  entry: CommittedEntry;
  /** Base64, as all bytes here. */
  salt: string;
  /** Hash of its leaf. */
  leaf: string;
  /** Place in the log, from 0. */
  index: number;
  /** Audit path to the checkpoint's tree head. */
  proof: string[];
}

export interface Receipt {
  format: typeof receiptFormat;
  /** The log's key. */
  log: string;
  /** The witness's key; null where the log had none, or it had not confirmed this checkpoint. */
  witness: string | null;
  /** Signed note. */
  checkpoint: string;
  entries: ReceiptEntry[];
}

export const receiptFaults = [
  'unreadable',
  'no-entries',
  'log-key',
  'witness-key',
  'checkpoint',
  'log-signature',
  'witness-signature',
  'entry-form',
  'entry-changed',
  'not-in-log',
  'entry-twice',
  'unsupported',
] as const;
export type ReceiptFault = (typeof receiptFaults)[number];

export type Verdict =
  | {
      valid: true;
      origin: string;
      size: number;
      /** When the witness confirmed the checkpoint; absent without a witness. */
      witnessed: Date | undefined;
      entries: CommittedEntry[];
    }
  | {
      valid: false;
      fault: ReceiptFault;
      /** Which of the entries, from 1. */
      entry?: number;
    };

/** Keys that the verifier has from elsewhere; absent: those that the receipt names are taken. */
export interface KnownKeys {
  log?: readonly string[] | undefined;
  witness?: readonly string[] | undefined;
}

const no = (fault: ReceiptFault, entry?: number): Verdict => ({
  valid: false,
  fault,
  ...(entry === undefined ? {} : { entry }),
});

/** Checks a receipt as it was read from JSON: nothing of it is trusted. */
export async function verifyReceipt(given: unknown, known: KnownKeys = {}): Promise<Verdict> {
  try {
    return await verify(given, known);
  } catch (error) {
    // Browsers that do not know Ed25519 yet.
    if ((error as { name?: string }).name === 'NotSupportedError') return no('unsupported');
    throw error;
  }
}

async function verify(given: unknown, known: KnownKeys): Promise<Verdict> {
  if (typeof given !== 'object' || given === null) return no('unreadable');
  const receipt = given as Partial<Record<keyof Receipt, unknown>>;
  if (receipt.format !== receiptFormat || !Array.isArray(receipt.entries)) return no('unreadable');
  if (receipt.entries.length === 0) return no('no-entries');

  const log = await readKey(receipt.log);
  if (!log || (known.log && !known.log.includes(String(receipt.log)))) return no('log-key');
  const note = readNote(receipt.checkpoint);
  const tree = note && readTreeHead(note.text);
  if (!note || !tree || tree.origin !== log.name) return no('checkpoint');
  if (!(await isSignedBy(log, note))) return no('log-signature');

  let witnessed: Date | undefined;
  if (receipt.witness !== null) {
    const witness = await readKey(receipt.witness);
    if (!witness || (known.witness && !known.witness.includes(String(receipt.witness))))
      return no('witness-key');
    const cosignature = await cosignatureBy(witness, note);
    if (cosignature === undefined || cosignature === 'wrong') return no('witness-signature');
    witnessed = cosignature.at;
  }

  const entries: CommittedEntry[] = [];
  // Each entry has one place in the log: given twice it would be counted twice.
  const places = new Set<number>();
  for (const [position, each] of (receipt.entries as unknown[]).entries()) {
    const found = await entryIn(each, tree);
    if (typeof found === 'string') return no(found, position + 1);
    const { index } = each as ReceiptEntry;
    if (places.has(index)) return no('entry-twice', position + 1);
    places.add(index);
    entries.push(found);
  }
  return { valid: true, origin: tree.origin, size: tree.size, witnessed, entries };
}

async function entryIn(
  given: unknown,
  tree: { size: number; head: Uint8Array },
): Promise<CommittedEntry | ReceiptFault> {
  const each = (given ?? {}) as Partial<Record<keyof ReceiptEntry, unknown>>;
  const entry = readEntry(each.entry);
  const salt = typeof each.salt === 'string' ? fromBase64(each.salt) : undefined;
  const leaf = hashFromBase64(each.leaf);
  const proof = Array.isArray(each.proof) ? each.proof.map(hashFromBase64) : undefined;
  const whole = proof?.every((hash) => hash !== undefined) === true;
  if (!entry || salt?.length !== saltSize || !leaf || !isSize(each.index) || !proof || !whole)
    return 'entry-form';
  const commitment = toBase64(await digest(commitmentInput(entry, salt)));
  if (!equal(await leafDigest(leafData(entry.at, commitment)), leaf)) return 'entry-changed';
  if (!(await includes(leaf, each.index, tree.size, proof, tree.head))) return 'not-in-log';
  return entry;
}
