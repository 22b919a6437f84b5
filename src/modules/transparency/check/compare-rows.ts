// Compares rows of the access log with their leaves, and leaves with the hashes that the signed tree heads rest on. Pure.
import type { WholeEntry } from '../../../kernel/audit/whole-entries.ts';
import { equal } from '../../../tlog/bytes.ts';
import { saltSize } from '../../../tlog/commitment.ts';
import { commitmentOf, leafOf } from '../log/commit-entry.ts';
import { isOver } from '../log/is-over.ts';
import type { Finding, Leaf } from './finding.ts';

export interface Part {
  /** Places from, up to but not including. */
  from: number;
  to: number;
  /** Rows of the access log, from after the last entry of the part before to the last of this one. */
  rows: readonly WholeEntry[];
  leaves: readonly Leaf[];
  /** Places whose rows were removed by schedule, as the log says. */
  removed: ReadonlySet<number>;
  /** Hashes in the tiles, by place. */
  hashes: ReadonlyMap<number, Uint8Array>;
}

export function* compareRows(
  { from, to, rows, leaves, removed, hashes }: Part,
  now: Date,
): Generator<Finding> {
  const unclaimed = new Map<number, WholeEntry[]>();
  for (const row of rows) unclaimed.set(Number(row.id), [...(unclaimed.get(Number(row.id)) ?? []), row]);
  const byPlace = new Map(leaves.map((leaf) => [leaf.index, leaf]));
  for (let index = from; index < to; index++) {
    const [leaf, hash] = [byPlace.get(index), hashes.get(index)];
    if (leaf === undefined) {
      yield { kind: 'tree', index, detail: `place ${index} of the log is empty` };
      continue;
    }
    // Of rows with the same number, the one that was committed is the one that fits.
    const rivals = unclaimed.get(leaf.entry) ?? [];
    const row = rivals.find((each) => fits(each, hash)) ?? rivals[0];
    unclaimed.set(
      leaf.entry,
      rivals.filter((each) => each !== row),
    );
    const fault = leafFault(leaf, row, hash, removed.has(index), now);
    if (fault) yield { ...fault, entry: leaf.entry, index };
  }
  for (const row of [...unclaimed.values()].flat())
    yield {
      kind: 'inserted',
      entry: Number(row.id),
      detail: `entry ${row.id} of ${row.at} is not in the log, though later ones are`,
    };
}

const fits = (row: WholeEntry, hash: Uint8Array | undefined) =>
  hash !== undefined &&
  row.salt.length === saltSize &&
  equal(leafOf({ at: row.at, commitment: commitmentOf(row) }), hash);

function leafFault(
  leaf: Leaf,
  row: WholeEntry | undefined,
  hash: Uint8Array | undefined,
  removed: boolean,
  now: Date,
): Finding | undefined {
  const about = `entry ${leaf.entry} at place ${leaf.index}`;
  if (hash === undefined) return { kind: 'tree', detail: `the tree has no leaf of ${about}` };
  if (row !== undefined && !fits(row, hash))
    return { kind: 'changed', detail: `${about} is not what was committed` };
  if (!equal(leafOf(leaf), hash))
    return { kind: 'tree', detail: `the leaf of ${about} is not the one in the tree` };
  if (row === undefined && !(removed && isOver(leaf.at, now)))
    return { kind: 'removed', detail: `${about} is gone, and was to be kept` };
  return undefined;
}
