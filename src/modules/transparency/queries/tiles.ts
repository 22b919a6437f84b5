// Tiles from the database, and the heads and proofs that follow from them.
import type { Database } from '../../../kernel/db/connect.ts';
import { headOfRange } from '../../../tlog/head.ts';
import { headFromTiles, tileKey, tileOf, type TileName, type Tiles } from '../../../tlog/tiles.ts';
import { consistencyRanges, inclusionRanges, subtreesOf, type Range } from '../../../tlog/tree.ts';

export async function readTiles(db: Database, log: number, names: readonly TileName[]): Promise<Tiles> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('transparency.tile')
    .select(['level', 'number', 'hashes'])
    .where('log', '=', log)
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('level', 'number'),
        'in',
        names.map(({ level, number }) => tuple(level, number)),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [tileKey(row), row.hashes]));
}

/** Tree heads of ranges; the tiles that they need are read at once. */
export async function headsOf(db: Database, log: number, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const names = new Map(
    ranges.flatMap(subtreesOf).map((subtree) => [tileKey(tileOf(subtree)), tileOf(subtree)]),
  );
  const tiles = await readTiles(db, log, [...names.values()]);
  return ranges.map((range) => headOfRange(range, (subtree) => headFromTiles(tiles, subtree)));
}

/** Audit paths of leaves in the tree of `size` leaves, which the log must have; all in one query. @throws RangeError */
export async function inclusionProofs(
  db: Database,
  log: number,
  indexes: readonly number[],
  size: number,
): Promise<Uint8Array[][]> {
  const ranges = indexes.map((index) => inclusionRanges(index, size));
  const heads = await headsOf(db, log, ranges.flat());
  return ranges.map(({ length }) => heads.splice(0, length));
}

/** Shows that the tree of `newer` leaves begins with that of `older`. @throws RangeError */
export function consistencyProof(
  db: Database,
  log: number,
  older: number,
  newer: number,
): Promise<Uint8Array[]> {
  return headsOf(db, log, consistencyRanges(older, newer));
}
