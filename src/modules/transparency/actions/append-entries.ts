// Appends new entries of the access log to the tree and signs its new head: a batch is there whole, or not at all.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { settledNumber } from '../../../kernel/audit/settled-number.ts';
import { entriesBetween, type WholeEntry } from '../../../kernel/audit/whole-entries.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { signCheckpoint } from '../../../tlog/checkpoint.ts';
import { headOfRange } from '../../../tlog/head.ts';
import { appendLeaves, growingTiles, headFromTiles } from '../../../tlog/tiles.ts';
import { commitmentOf, leafOf } from '../log/commit-entry.ts';
import { currentLog, type CurrentLog } from '../log/current-log.ts';
import { readTiles } from '../queries/tiles.ts';

/** Entries in a transaction: its locks are short, and what a killed process had begun is done again quickly. */
const batchSize = 4_000;

/**
 * Appends all entries that are settled, in the order of their numbers. Each exactly once: the log's row is locked, and says
 * up to which number the log goes.
 * @param batch entries in a transaction
 * @returns how many were appended; undefined when a transaction that writes entries takes too long to wait for
 */
export async function appendEntries(app: App, batch = batchSize): Promise<number | undefined> {
  const upTo = await impersonal(app, 'keep-log', settledNumber);
  if (upTo === undefined) return undefined;
  const log = currentLog.of(app);
  for (let appended = 0; ;) {
    const count = await impersonal(app, 'keep-log', (connection) =>
      connection.transaction().execute((db) => appendBatch(db, log, upTo, batch, app.clock.now())),
    );
    appended += count;
    if (count < batch) return appended;
  }
}

async function appendBatch(
  db: Database,
  log: CurrentLog,
  upTo: number,
  batch: number,
  now: Date,
): Promise<number> {
  const { size, settled_id: settled } = await db
    .selectFrom('transparency.log')
    .select(['size', 'settled_id'])
    .where('number', '=', log.number)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const entries = await entriesBetween(db, settled, upTo, batch);
  const reached = entries.length < batch ? Math.max(upTo, settled) : Number(entries.at(-1)?.id);
  // A number that stands twice was put there by hand; the second one gets no leaf, and the check finds it.
  const fresh = entries.filter(({ id }, position) => id !== entries[position - 1]?.id);
  if (fresh.length > 0) await grow(db, log, size, fresh, now);
  if (reached > settled) {
    await db
      .updateTable('transparency.log')
      .set({ size: size + fresh.length, settled_id: reached })
      .where('number', '=', log.number)
      .execute();
  }
  return entries.length;
}

async function grow(
  db: Database,
  { number, origin, signer }: CurrentLog,
  size: number,
  entries: readonly WholeEntry[],
  now: Date,
): Promise<void> {
  const commitments = entries.map(commitmentOf);
  const leaves = entries.map(({ at }, index) =>
    leafOf({ at, commitment: commitments[index] ?? new Uint8Array() }),
  );
  const tiles = await readTiles(db, number, growingTiles(size));
  const grown = appendLeaves(tiles, size, leaves);
  for (const [key, { hashes }] of grown) tiles.set(key, hashes);
  const newSize = size + entries.length;
  const head = headOfRange({ from: 0, to: newSize }, (subtree) => headFromTiles(tiles, subtree));

  // As arrays: one statement, however many rows.
  await sql`insert into transparency.leaf (log, index, entry_id, entry_at, commitment)
    select ${number}, ${size} + position - 1, id, at, commitment
    from unnest(${entries.map(({ id }) => id)}::bigint[], ${entries.map(({ at }) => at)}::timestamptz[],
      ${commitments.map((each) => Buffer.from(each))}::bytea[]) with ordinality as new (id, at, commitment, position)`.execute(
    db,
  );
  const changed = [...grown.values()];
  await sql`insert into transparency.tile (log, level, number, hashes)
    select ${number}, level, number, hashes
    from unnest(${changed.map(({ level }) => level)}::smallint[], ${changed.map((tile) => tile.number)}::bigint[],
      ${changed.map(({ hashes }) => Buffer.from(hashes))}::bytea[]) as new (level, number, hashes)
    on conflict (log, level, number) do update set hashes = excluded.hashes`.execute(db);
  await db
    .insertInto('transparency.checkpoint')
    .values({
      log: number,
      size: newSize,
      head: Buffer.from(head),
      note: signCheckpoint({ origin, size: newSize, head }, signer),
      signed_at: now,
    })
    .execute();
}
