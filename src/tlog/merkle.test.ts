// Heads, proofs and tiles: right for every size to 300, and wrong with any bit changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromBase64, toBase64, utf8 } from './bytes.ts';
import { emptyHead, headOfLeaves, headOfRange, leafHash, nodeHash } from './head.ts';
import { Peaks } from './peaks.ts';
import {
  appendLeaves,
  growingTiles,
  headFromTiles,
  readTilePath,
  tileKey,
  tileOf,
  widthOf,
  writeTileNumber,
  type Tiles,
} from './tiles.ts';
import { consistencyRanges, inclusionRanges, subtreesOf, type Range } from './tree.ts';
import { extendsTree, includes } from './verify-proof.ts';

const most = 300;
const leaves = Array.from({ length: most }, (_, index) => leafHash(utf8(`leaf ${index}`)));
const heads = new Map<string, Uint8Array>();
/** By the definition; each range once. */
function headOf({ from, to }: Range): Uint8Array {
  const key = `${from} ${to}`;
  const head = heads.get(key) ?? headOfLeaves(leaves.slice(from, to));
  heads.set(key, head);
  return head;
}
const headAt = (size: number) => headOf({ from: 0, to: size });
/** Every place up to a size: all of a small one, some of a larger one, always the first two and the last two. */
const places = (size: number) =>
  Array.from({ length: size }, (_, place) => place).filter(
    (place) => size < 40 || place < 2 || place > size - 3 || place % 41 === size % 41,
  );

/** The tree of all leaves as tiles, appended in batches of these sizes. */
function tilesOf(batches: readonly number[]): Tiles {
  const tiles: Tiles = new Map();
  let size = 0;
  for (const batch of batches) {
    const before = new Map(growingTiles(size).map((name) => [tileKey(name), tiles.get(tileKey(name))]));
    const read: Tiles = new Map();
    for (const [key, hashes] of before) if (hashes) read.set(key, hashes);
    for (const [key, { hashes }] of appendLeaves(read, size, leaves.slice(size, size + batch)))
      tiles.set(key, hashes);
    size += batch;
  }
  return tiles;
}

/** A copy with one bit of one hash turned over. */
function flipped(hashes: readonly Uint8Array[], which: number, bit: number): Uint8Array[] {
  return hashes.map((hash, index) => {
    const copy = Uint8Array.from(hash);
    if (index === which) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  });
}

describe('heads', () => {
  it('are those of the test vectors of RFC 6962 implementations', () => {
    // From the reference implementation of Certificate Transparency: eight leaves, and the heads after 1, 2, 3, 5, 7, 8 of them.
    const known = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const hashes = known.map((hex) => leafHash(Uint8Array.from(Buffer.from(hex, 'hex'))));
    const hex = (size: number) => Buffer.from(headOfLeaves(hashes.slice(0, size))).toString('hex');
    expect(Buffer.from(emptyHead).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hex(1)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(hex(2)).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    expect(hex(3)).toBe('aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77');
    expect(hex(5)).toBe('4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4');
    expect(hex(7)).toBe('ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c');
    expect(hex(8)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('of a range are put together from complete subtrees', () => {
    for (let size = 0; size <= most; size++) {
      const range = { from: 0, to: size };
      const head = headOfRange(range, ({ height, index }) =>
        headOf({ from: index * 2 ** height, to: (index + 1) * 2 ** height }),
      );
      expect(head).toEqual(headAt(size));
    }
  });

  it('follow leaf by leaf', () => {
    const peaks = new Peaks();
    expect(peaks.head()).toBe(emptyHead);
    for (const [index, leaf] of leaves.entries()) {
      peaks.push(leaf);
      expect(peaks.head()).toEqual(headAt(index + 1));
    }
  });

  it('of a leaf and of a node never meet', () => {
    const [a, b] = [leafHash(utf8('a')), leafHash(utf8('b'))];
    expect(leafHash(concat(a, b))).not.toEqual(nodeHash(a, b));
  });
});

describe('proofs', () => {
  it('of inclusion hold in trees of every size', async () => {
    for (let size = 1; size <= most; size++) {
      const head = headAt(size);
      for (const index of places(size)) {
        const proof = inclusionRanges(index, size).map(headOf);
        expect(await includes(leaves[index] ?? head, index, size, proof, head), `${index} of ${size}`).toBe(
          true,
        );
      }
    }
  });

  it('of consistency hold to trees of every size', async () => {
    for (let newer = 1; newer <= most; newer++) {
      const now = { size: newer, head: headAt(newer) };
      for (const older of places(newer).map((place) => place + 1)) {
        const proof = consistencyRanges(older, newer).map(headOf);
        const before = { size: older, head: headAt(older) };
        expect(await extendsTree(before, now, proof), `${older} to ${newer}`).toBe(true);
      }
    }
  });

  it('of inclusion fail with any bit turned over, any hash more or less, any other place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: most }),
        fc.nat(),
        fc.nat(),
        fc.nat(255),
        async (size, a, b, bit) => {
          const index = a % size;
          const proof = inclusionRanges(index, size).map(headOf);
          const [leaf, head] = [leaves[index] ?? emptyHead, headAt(size)];
          // Leaf, head and proof one after the other: one bit of one of them.
          const all = [leaf, head, ...proof];
          const [badLeaf = leaf, badHead = head, ...badProof] = flipped(all, b % all.length, bit);
          expect(await includes(badLeaf, index, size, badProof, badHead)).toBe(false);
          expect(await includes(leaf, index, size, [...proof, leaf], head)).toBe(false);
          expect(await includes(leaf, index, size, proof.slice(1), head)).toBe(proof.length === 0);
          for (const other of [index - 1, index + 1, index + 0.5, size, -1])
            if (other !== index)
              expect(await includes(leaf, other, size, proof, head), `at ${other}`).toBe(false);
        },
      ),
    );
  });

  it('of consistency fail with any bit turned over, any hash more or less', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: most }),
        fc.nat(),
        fc.nat(),
        fc.nat(255),
        async (newer, a, b, bit) => {
          const older = 1 + (a % newer);
          const proof = consistencyRanges(older, newer).map(headOf);
          const [before, now] = [headAt(older), headAt(newer)];
          const all = [before, now, ...proof];
          const [badBefore = before, badNow = now, ...badProof] = flipped(all, b % all.length, bit);
          expect(
            await extendsTree({ size: older, head: badBefore }, { size: newer, head: badNow }, badProof),
          ).toBe(false);
          for (const wrong of [[...proof, now], proof.slice(1)])
            if (wrong.length !== proof.length)
              expect(
                await extendsTree({ size: older, head: before }, { size: newer, head: now }, wrong),
              ).toBe(false);
          expect(await extendsTree({ size: newer + 1, head: now }, { size: newer, head: now }, proof)).toBe(
            false,
          );
        },
      ),
    );
  });

  it('are not made of what is not there', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
    expect(() => inclusionRanges(-1, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(0, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(4, 3)).toThrow(RangeError);
    expect(consistencyRanges(3, 3)).toEqual([]);
  });
});

describe('tiles', () => {
  it('are the same however the leaves came, and hold every head', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 12 }), (wanted) => {
        const batches: number[] = [];
        let sum = 0;
        for (const batch of wanted) if (sum + batch <= most) sum += batches[batches.push(batch) - 1] ?? 0;
        const tiles = tilesOf(batches);
        for (const part of [{ from: 0, to: sum }, ...consistencyRanges(1, sum)])
          expect(toBase64(headOfRange(part, (subtree) => headFromTiles(tiles, subtree)))).toBe(
            toBase64(headOf(part)),
          );
        for (const [key, hashes] of tiles) {
          const [level = 0, number = 0] = key.split('/').map(Number);
          expect(hashes.length).toBe(32 * widthOf({ level, number }, sum));
        }
      }),
    );
  });

  it('have the widths of the example in the specification', () => {
    const size = 70_000;
    expect(widthOf({ level: 0, number: 272 }, size)).toBe(256);
    expect(widthOf({ level: 0, number: 273 }, size)).toBe(112);
    expect(widthOf({ level: 0, number: 274 }, size)).toBe(0);
    expect(widthOf({ level: 1, number: 0 }, size)).toBe(256);
    expect(widthOf({ level: 1, number: 1 }, size)).toBe(17);
    expect(widthOf({ level: 2, number: 0 }, size)).toBe(1);
    expect(widthOf({ level: 3, number: 0 }, size)).toBe(0);
    expect(growingTiles(size)).toEqual([
      { level: 0, number: 273 },
      { level: 1, number: 1 },
      { level: 2, number: 0 },
    ]);
    // Full on level 0, one hash on level 1.
    expect(growingTiles(256)).toEqual([{ level: 1, number: 0 }]);
  });

  it('of large trees have every subtree in one tile', () => {
    for (const subtree of subtreesOf({ from: 0, to: 2 ** 40 + 2 ** 20 + 300 }))
      expect(widthOf(tileOf(subtree), 2 ** 40 + 2 ** 20 + 300)).toBeGreaterThan(0);
  });

  it('are not appended to when they are not those of the size', () => {
    expect(() => appendLeaves(new Map(), 5, leaves.slice(0, 1))).toThrow(/has 0 hashes/);
  });

  it('have one address each', () => {
    expect(writeTileNumber(1234067)).toBe('x001/x234/067');
    expect(writeTileNumber(0)).toBe('000');
    expect(readTilePath('x001/x234/067')).toEqual({ number: 1234067, width: 256 });
    expect(readTilePath('273.p/112')).toEqual({ number: 273, width: 112 });
    for (const wrong of [
      '',
      '7',
      '0007',
      'x000/067',
      '067/',
      '067.p/0',
      '067.p/01',
      '067.p/256',
      'x1/067',
      '-01',
      '067.p',
    ])
      expect(readTilePath(wrong), wrong).toBeUndefined();
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (number) => {
        expect(readTilePath(writeTileNumber(number))).toEqual({ number, width: 256 });
      }),
    );
  });
});

describe('Base64', () => {
  it('is read in one way only', () => {
    expect(toBase64(utf8('«ä»'))).toBe('wqvDpMK7');
    expect(fromBase64('wqvDpMK7')).toEqual(utf8('«ä»'));
    for (const wrong of ['wqvDpMK', ' wqvDpMK7', 'wqv-', 'AB==', 'Zg=', 'é'])
      expect(fromBase64(wrong), wrong).toBeUndefined();
  });
});
