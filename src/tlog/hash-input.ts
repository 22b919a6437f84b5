// What is hashed for leaves and nodes (RFC 6962, section 2.1). The first byte tells them apart, so that no node passes as a leaf.
import { concat } from './bytes.ts';

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** MTH({d(0)}) is the SHA-256 of this. */
export function leafInput(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(leafPrefix, data);
}

/** MTH(D[n]) is the SHA-256 of this, of the heads of the two parts. */
export function nodeInput(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(nodePrefix, left, right);
}
