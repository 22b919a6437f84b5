// Receipts for a person's own entries, with the checkpoint that they rest on.
import type { App } from '../../../kernel/app.ts';
import { entriesAbout } from '../../../kernel/audit/whole-entries.ts';
import { toBase64 } from '../../../tlog/bytes.ts';
import { receiptFormat, type Receipt } from '../../../tlog/receipt.ts';
import { committedEntry, leafOf } from '../log/commit-entry.ts';
import { currentLog } from '../log/current-log.ts';
import { checkpointOver, withCosignature } from './checkpoints.ts';
import { placesOf } from './places.ts';
import { inclusionProofs } from './tiles.ts';

/**
 * The caller answers for the use: own data.
 * @param subject account of the person: other people's entries are left out
 * @returns `none` when none of these are theirs, `not-yet` when none of theirs is in the log yet
 */
export async function receiptFor(
  app: App,
  subject: string,
  ids: readonly number[],
): Promise<Receipt | 'none' | 'not-yet'> {
  const { db } = app;
  const { number, key } = currentLog.of(app);
  const rows = await entriesAbout(db, subject, ids, app.clock.now());
  if (rows.length === 0) return 'none';
  const places = new Map(
    (
      await placesOf(
        db,
        number,
        rows.map(({ id }) => Number(id)),
      )
    ).map((place) => [place.entry, place]),
  );
  const last = Math.max(...[...places.values()].map(({ index }) => index));
  const checkpoint = places.size === 0 ? undefined : await checkpointOver(db, number, last);
  if (checkpoint === undefined) return 'not-yet';
  const placed = rows.flatMap((row) => {
    const place = places.get(Number(row.id));
    return place === undefined ? [] : [{ row, place }];
  });
  const indexes = placed.map(({ place }) => place.index);
  const proofs = await inclusionProofs(db, number, indexes, checkpoint.size);
  const entries = placed.map(({ row, place: { index, commitment } }, position) => ({
    entry: committedEntry(row),
    salt: toBase64(row.salt),
    leaf: toBase64(leafOf({ at: row.at, commitment })),
    index,
    proof: (proofs[position] ?? []).map(toBase64),
  }));
  return {
    format: receiptFormat,
    log: key,
    witness: checkpoint.cosignedBy,
    checkpoint: withCosignature(checkpoint),
    entries,
  };
}
