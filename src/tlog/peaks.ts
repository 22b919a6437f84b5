// A tree head that follows leaf by leaf, for whoever reads a log from its beginning: a few hashes are all that is kept.
import { emptyHead, nodeHash } from './head.ts';

export class Peaks {
  /** Heads of the complete subtrees from left to right, each larger than the next (`subtreesOf`). */
  readonly #peaks: { height: number; head: Uint8Array }[] = [];
  size = 0;

  push(leaf: Uint8Array): void {
    let peak = { height: 0, head: leaf };
    for (let left = this.#peaks.at(-1); left?.height === peak.height; left = this.#peaks.at(-1)) {
      peak = { height: peak.height + 1, head: nodeHash(left.head, peak.head) };
      this.#peaks.pop();
    }
    this.#peaks.push(peak);
    this.size += 1;
  }

  /** MTH of all leaves so far (RFC 6962, section 2.1). */
  head(): Uint8Array {
    if (this.size === 0) return emptyHead;
    return this.#peaks.map(({ head }) => head).reduceRight((right, left) => nodeHash(left, right));
  }
}
