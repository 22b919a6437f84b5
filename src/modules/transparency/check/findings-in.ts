// Goes through the whole log part by part and compares everything with everything.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { highestNumber, lastNumber } from '../../../kernel/audit/settled-number.ts';
import { entriesBetween } from '../../../kernel/audit/whole-entries.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { equal } from '../../../tlog/bytes.ts';
import { appendLeaves, growingTiles, tileKey, tileWidth, type Tiles } from '../../../tlog/tiles.ts';
import { currentLog } from '../log/current-log.ts';
import { readTiles } from '../queries/tiles.ts';
import { HeadComparison, type SignedHead } from './compare-heads.ts';
import { compareRows } from './compare-rows.ts';
import type { Finding, Leaf } from './finding.ts';

/** Leaves at a time: whole tiles, and little enough that requests do not wait. */
const partSize = 8 * tileWidth;

/** Everything that does not fit in the first `size` leaves, and in the entries up to the number `settled`. */
export async function* findingsIn(
  app: App,
  { size, settled }: { size: number; settled: number },
): AsyncGenerator<Finding> {
  const { db } = app;
  const { number: log, signer } = currentLog.of(app);
  const heads = new HeadComparison(signer.key);
  let growing: Tiles = new Map();
  // Numbers begin with 1; whoever puts a row in by hand may choose any.
  let entry = Number.MIN_SAFE_INTEGER;
  for (let from = 0; from === 0 || from < size; from += partSize) {
    const to = Math.min(from + partSize, size);
    const leaves = await readLeaves(db, log, from, to);
    const upTo = to === size ? settled : (leaves.at(-1)?.entry ?? entry);
    // Rows before removals: what retention removes in between is then noted as removed.
    const rows = await entriesBetween(db, entry, upTo);
    const removed = await readRemovals(db, log, from, to);
    const hashes = await readHashes(db, log, from, to);
    yield* compareRows({ from, to, rows, leaves, removed, hashes }, app.clock.now());
    // Without all hashes there is no tree to compare.
    if (hashes.size < to - from) return;
    const inOrder = [...hashes.values()];
    yield* heads.part(inOrder, leaves, await readHeads(db, log, from, to));
    const grown = appendLeaves(growing, from, inOrder);
    yield* compareTiles(db, log, grown);
    const tiles = new Map([...growing, ...[...grown].map(([key, tile]) => [key, tile.hashes] as const)]);
    const keep = new Set(growingTiles(to).map(tileKey));
    growing = new Map([...tiles].filter(([key]) => keep.has(key)));
    entry = upTo;
  }
  yield* heads.end();
  const highest = await highestNumber(db);
  // The second is read after the first, so only a number that was never given is higher.
  if (highest > (await lastNumber(db)))
    yield { kind: 'inserted', entry: highest, detail: `entry ${highest} has a number that was never given` };
}

/** Tiles above the leaves' must be what follows from these. */
async function* compareTiles(
  db: Database,
  log: number,
  grown: ReturnType<typeof appendLeaves>,
): AsyncGenerator<Finding> {
  const upper = [...grown.values()].filter(({ level }) => level > 0);
  const stored = await readTiles(db, log, upper);
  for (const tile of upper) {
    const there = stored.get(tileKey(tile))?.subarray(0, tile.hashes.length);
    if (there === undefined || !equal(there, tile.hashes))
      yield { kind: 'tree', detail: `tile ${tileKey(tile)} is not what follows from those below it` };
  }
}

async function readLeaves(db: Database, log: number, from: number, to: number): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`select index, entry_id as entry, commitment,
      to_char(entry_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from transparency.leaf where log = ${log} and index >= ${from} and index < ${to} order by index`.execute(
    db,
  );
  return rows;
}

async function readRemovals(db: Database, log: number, from: number, to: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('transparency.removal')
    .select('index')
    .where('log', '=', log)
    .where('index', '>=', from)
    .where('index', '<', to)
    .execute();
  return new Set(rows.map(({ index }) => index));
}

/** Hashes of the leaves as the tiles have them, by place and in order. */
async function readHashes(
  db: Database,
  log: number,
  from: number,
  to: number,
): Promise<Map<number, Uint8Array>> {
  const numbers = Array.from(
    { length: Math.ceil((to - from) / tileWidth) },
    (_, step) => from / tileWidth + step,
  );
  const tiles = await readTiles(
    db,
    log,
    numbers.map((number) => ({ level: 0, number })),
  );
  const found = new Map<number, Uint8Array>();
  for (let index = from; index < to; index++) {
    const at = (index % tileWidth) * 32;
    const hash = tiles
      .get(tileKey({ level: 0, number: Math.floor(index / tileWidth) }))
      ?.subarray(at, at + 32);
    if (hash?.length === 32) found.set(index, hash);
  }
  return found;
}

async function readHeads(db: Database, log: number, from: number, to: number): Promise<SignedHead[]> {
  return db
    .selectFrom('transparency.checkpoint')
    .select(['size', 'head', 'note', 'signed_at as signedAt'])
    .where('log', '=', log)
    .where('size', '>', from)
    .where('size', '<=', to)
    .orderBy('size')
    .execute();
}
