// The shape of a Merkle tree (RFC 6962, section 2.1): which subtrees make up heads and proofs. Arithmetic only, no hashes.

/** Leaves `from` up to, not including, `to`. */
export interface Range {
  from: number;
  to: number;
}

/** A subtree whose leaves are all there: 2^height leaves, the `index`-th of that size. */
export interface Subtree {
  height: number;
  index: number;
}

/** k of section 2.1: the largest power of two smaller than n. @param n at least 2 */
export function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * PATH(m, D[n]) of section 2.1.1: the ranges whose tree heads make up the audit path, from the leaf upward.
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError(`No leaf ${index} of ${size}`);
  const path: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.unshift({ from: middle, to });
      to = middle;
    } else {
      path.unshift({ from, to: middle });
      from = middle;
    }
  }
  return path;
}

/**
 * PROOF(m, D[n]) of section 2.1.2: the ranges whose tree heads show that the older tree is the beginning of the newer.
 * @throws RangeError for an empty older tree, of which nothing can be proved, or one that is larger
 */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (!isSize(older) || !isSize(newer) || older < 1 || older > newer)
    throw new RangeError(`No proof from ${older} to ${newer}`);
  // SUBPROOF(m, D[n], b): b says that the older tree is the whole left edge, whose head the verifier knows already.
  const subproof = (from: number, to: number, known: boolean): Range[] => {
    if (older === to) return known ? [] : [{ from, to }];
    const middle = from + split(to - from);
    return older <= middle
      ? [...subproof(from, middle, known), { from: middle, to }]
      : [...subproof(middle, to, false), { from, to: middle }];
  };
  return subproof(0, newer, true);
}

/** The complete subtrees that a range of heads and proofs consists of, from left to right, each smaller than the one before. */
export function subtreesOf({ from, to }: Range): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < to;) {
    let [height, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= to) {
      height += 1;
      width *= 2;
    }
    found.push({ height, index: at / width });
    at += width;
  }
  return found;
}

export function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
