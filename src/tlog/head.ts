// Heads of Merkle trees (RFC 6962, section 2.1), for whoever keeps a tree: Node's own SHA-256, which needs no waiting.
import { hash } from 'node:crypto';
import { leafInput, nodeInput } from './hash-input.ts';
import { split, subtreesOf, type Range, type Subtree } from './tree.ts';

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(leafInput(data));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodeInput(left, right));
}

/** MTH({}): the head of the tree without leaves. */
export const emptyHead = sha256(new Uint8Array());

/** MTH(D[n]) from the leaves' hashes, word for word as section 2.1 defines it. */
export function headOfLeaves(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (first === undefined) return emptyHead;
  if (hashes.length === 1) return first;
  const k = split(hashes.length);
  return nodeHash(headOfLeaves(hashes.slice(0, k)), headOfLeaves(hashes.slice(k)));
}

/** MTH(D[from:to]) from the heads of complete subtrees, which a store of tiles has at hand. */
export function headOfRange(range: Range, headOf: (subtree: Subtree) => Uint8Array): Uint8Array {
  if (range.from === range.to) return emptyHead;
  return subtreesOf(range)
    .map(headOf)
    .reduceRight((right, left) => nodeHash(left, right));
}
