// Tiles: a Merkle tree as rows of 256 hashes (C2SP tlog-tiles). A full tile never changes; the last one of each level grows.
import { concat } from './bytes.ts';
import { headOfLeaves } from './head.ts';
import type { Subtree } from './tree.ts';

/** Hashes in a full tile. */
export const tileWidth = 256;
const tileHeight = 8;
const hashSize = 32;

/** Level 0 holds the leaves' hashes, each higher one the heads of the full tiles below it. */
export interface TileName {
  level: number;
  number: number;
}

export const tileKey = ({ level, number }: TileName) => `${level}/${number}`;

/** Hashes of each tile, by `tileKey`. */
export type Tiles = Map<string, Uint8Array>;

/** How many hashes a tile has in the tree of `size` leaves; 0 when there is no such tile. */
export function widthOf({ level, number }: TileName, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - number * tileWidth));
}

/** The last tiles of the tree of `size` leaves that are not full yet, one of each level that has one: what an appender reads. */
export function growingTiles(size: number): TileName[] {
  const found: TileName[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
    if (hashes % tileWidth > 0) found.push({ level, number: Math.floor(hashes / tileWidth) });
  }
  return found;
}

/** Where the hashes stand of which a complete subtree consists. */
function placeOf({ height, index }: Subtree): { tile: TileName; first: number; count: number } {
  const level = Math.floor(height / tileHeight);
  const count = 2 ** (height % tileHeight);
  const first = index * count;
  return { tile: { level, number: Math.floor(first / tileWidth) }, first: first % tileWidth, count };
}

export function tileOf(subtree: Subtree): TileName {
  return placeOf(subtree).tile;
}

function hashesIn(tile: Uint8Array, first: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, step) =>
    tile.subarray((first + step) * hashSize, (first + step + 1) * hashSize),
  );
}

/** The head of a complete subtree. @throws Error when its tile is not among these, or too short */
export function headFromTiles(tiles: Tiles, subtree: Subtree): Uint8Array {
  const { tile, first, count } = placeOf(subtree);
  const hashes = tiles.get(tileKey(tile));
  if (hashes === undefined || hashes.length < (first + count) * hashSize)
    throw new Error(`Tile ${tileKey(tile)} lacks the hash ${first + count - 1}`);
  return headOfLeaves(hashesIn(hashes, first, count));
}

/**
 * Appends leaves.
 * @param tiles the growing tiles of the tree of `size` leaves (`growingTiles`)
 * @returns the tiles that are new or have grown, full ones too
 */
export function appendLeaves(
  tiles: Tiles,
  size: number,
  leaves: readonly Uint8Array[],
): Map<string, TileName & { hashes: Uint8Array }> {
  const changed = new Map<string, TileName & { parts: Uint8Array[] }>();
  const put = (level: number, position: number, hash: Uint8Array) => {
    const name = { level, number: Math.floor(position / tileWidth) };
    const key = tileKey(name);
    let tile = changed.get(key);
    if (tile === undefined) {
      const before = tiles.get(key) ?? new Uint8Array();
      tile = { ...name, parts: hashesIn(before, 0, before.length / hashSize) };
      if (tile.parts.length !== position % tileWidth)
        throw new Error(`Tile ${key} has ${tile.parts.length} hashes, the tree ${size} leaves`);
      changed.set(key, tile);
    }
    tile.parts.push(hash);
    if (tile.parts.length === tileWidth) put(level + 1, name.number, headOfLeaves(tile.parts));
  };
  for (const [step, leaf] of leaves.entries()) put(0, size + step, leaf);
  return new Map(
    [...changed].map(([key, { level, number, parts }]) => [key, { level, number, hashes: concat(...parts) }]),
  );
}

/** `x001/x234/067`: how addresses write a tile's number. */
export function writeTileNumber(number: number): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, index) => (index < groups.length - 1 ? `x${group}` : group)).join('/');
}

/**
 * Reads `067`, `x001/x234/067` or, with a width, `067.p/112`.
 * @returns undefined for anything else, also for a number that is written in another way than the one
 */
export function readTilePath(path: string): { number: number; width: number } | undefined {
  const [, digits = '', width] = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  const number = Number(digits.replace(/[x/]/g, ''));
  if (digits === '' || writeTileNumber(number) !== digits) return undefined;
  if (width !== undefined && Number(width) >= tileWidth) return undefined;
  return { number, width: width === undefined ? tileWidth : Number(width) };
}
