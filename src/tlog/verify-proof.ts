// Checks audit paths and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2) with WebCrypto: in browsers as in Node.
import { equal } from './bytes.ts';
import { leafInput, nodeInput } from './hash-input.ts';
import { consistencyRanges, inclusionRanges, isSize, split } from './tree.ts';

export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** The hash of a leaf with these data. */
export function leafDigest(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return digest(leafInput(data));
}

function nodeDigest(left: Uint8Array, right: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return digest(nodeInput(left, right));
}

const areHashes = (...all: readonly Uint8Array[]) => all.every(({ length }) => length === 32);

/** Whether the leaf with this hash stands at `index` of the tree with `size` leaves and this head. */
export async function includes(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  head: Uint8Array,
): Promise<boolean> {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leaf, head, ...proof)) return false;
  const ranges = inclusionRanges(index, size);
  if (proof.length !== ranges.length) return false;
  let hash = leaf;
  for (const [step, { from }] of ranges.entries()) {
    const beside = proof[step] ?? new Uint8Array();
    hash = from > index ? await nodeDigest(hash, beside) : await nodeDigest(beside, hash);
  }
  return equal(hash, head);
}

/** Whether the newer tree begins with all leaves of the older one, in their order. */
export async function extendsTree(
  older: { size: number; head: Uint8Array },
  newer: { size: number; head: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!isSize(older.size) || !isSize(newer.size) || older.size < 1 || older.size > newer.size) return false;
  if (!areHashes(...proof)) return false;
  if (proof.length !== consistencyRanges(older.size, newer.size).length) return false;
  const rest = [...proof];
  const next = () => rest.shift() ?? new Uint8Array();
  // The heads that this part of the newer tree had in the older one, and has now: SUBPROOF read backwards.
  const heads = async (from: number, to: number, known: boolean): Promise<[Uint8Array, Uint8Array]> => {
    if (older.size === to) {
      const head = known ? older.head : next();
      return [head, head];
    }
    const middle = from + split(to - from);
    if (older.size <= middle) {
      const [before, now] = await heads(from, middle, known);
      return [before, await nodeDigest(now, next())];
    }
    const [before, now] = await heads(middle, to, false);
    const left = next();
    return [await nodeDigest(left, before), await nodeDigest(left, now)];
  };
  const [before, now] = await heads(0, newer.size, true);
  return equal(before, older.head) && equal(now, newer.head);
}
