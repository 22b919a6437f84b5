// Compares the tree that the tiles amount to with every head that was signed, and the days of entries with those of the heads.
import { equal } from '../../../tlog/bytes.ts';
import { readTreeHead } from '../../../tlog/checkpoint.ts';
import { isSignedBy, readNote, type NoteKey } from '../../../tlog/note.ts';
import { Peaks } from '../../../tlog/peaks.ts';
import type { Finding, Leaf } from './finding.ts';

export interface SignedHead {
  size: number;
  head: Buffer;
  note: string;
  signedAt: Date;
}

/** Clocks of several machines differ, and an entry is dated a moment before it gets its number. */
const tolerance = 10 * 60_000;

/** Reads the log from its beginning, part by part. */
export class HeadComparison {
  readonly #key: NoteKey;
  readonly #peaks = new Peaks();
  #before: SignedHead | undefined;

  constructor(key: NoteKey) {
    this.#key = key;
  }

  /** @param heads those signed at sizes in this part, the smallest first */
  async *part(
    hashes: readonly Uint8Array[],
    leaves: readonly Leaf[],
    heads: readonly SignedHead[],
  ): AsyncGenerator<Finding> {
    const from = this.#peaks.size;
    let next = 0;
    for (const signed of heads) {
      for (; this.#peaks.size < signed.size && next < hashes.length; next++)
        this.#peaks.push(hashes[next] ?? new Uint8Array());
      yield* this.#compare(signed);
      yield* this.#dates(
        leaves.filter(({ index }) => index >= (this.#before?.size ?? from) && index < signed.size),
        signed,
      );
      this.#before = signed;
    }
    for (; next < hashes.length; next++) this.#peaks.push(hashes[next] ?? new Uint8Array());
  }

  /** Called after the last part. */
  *end(): Generator<Finding> {
    const { size } = this.#peaks;
    if (size > 0 && this.#before?.size !== size)
      yield { kind: 'head', detail: `the tree of ${size} leaves was never signed` };
  }

  async *#compare({ size, head, note }: SignedHead): AsyncGenerator<Finding> {
    const read = readNote(note);
    const told = read && readTreeHead(read.text);
    const signed =
      told?.size === size && equal(told.head, head) && (await isSignedBy(this.#key, read ?? nothing));
    if (!signed) yield { kind: 'head', detail: `the checkpoint of ${size} leaves bears no valid signature` };
    else if (size !== this.#peaks.size || !equal(head, this.#peaks.head()))
      yield { kind: 'head', detail: `the tree of ${size} leaves is not the one that was signed` };
  }

  /** What was appended after a checkpoint must not be dated before it. Only demonstrations set their clock back. */
  *#dates(leaves: readonly Leaf[], { signedAt }: SignedHead): Generator<Finding> {
    const before = this.#before;
    if (before === undefined || signedAt < before.signedAt) return;
    const earliest = new Date(before.signedAt.getTime() - tolerance).toISOString();
    for (const { index, entry, at } of leaves)
      if (at < earliest)
        yield {
          kind: 'backdated',
          entry,
          index,
          detail: `entry ${entry} at place ${index} is dated ${at}, but came after ${before.signedAt.toISOString()}`,
        };
  }
}

const nothing = { text: '', signatures: [] };
