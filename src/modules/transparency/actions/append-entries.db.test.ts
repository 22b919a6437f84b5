// The log grows as RFC 6962 says, each entry exactly once and in order, whoever appends, writes or is killed meanwhile.
import { bareDb, barePool } from '../../../../tests/support/unguarded.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { entriesBetween } from '../../../kernel/audit/whole-entries.ts';
import type { Program } from '../../../program.ts';
import { readTreeHead } from '../../../tlog/checkpoint.ts';
import { headOfLeaves } from '../../../tlog/head.ts';
import { isSignedBy, readNote } from '../../../tlog/note.ts';
import { extendsTree, includes } from '../../../tlog/verify-proof.ts';
import { commitmentOf, leafOf } from '../log/commit-entry.ts';
import { currentLog } from '../log/current-log.ts';
import { newestCheckpoint } from '../queries/checkpoints.ts';
import { consistencyProof, inclusionProofs } from '../queries/tiles.ts';
import { logUses, loggedProgram } from '../../../../tests/support/logged-program.ts';
import { appendEntries } from './append-entries.ts';
import { checkLog } from './check-log.ts';
import { asKeeper } from './keep-log.ts';

let database: TestDatabase;
let program: Program;
/** Another process on the same database. */
let other: Program;

beforeAll(async () => {
  database = await testDatabase();
  program = await loggedProgram(database.url);
  other = await loggedProgram(database.url);
});
afterAll(async () => {
  await program.close();
  await other.close();
  await database.drop();
});

const allEntries = () => entriesBetween(bareDb(program.app), 0, Number.MAX_SAFE_INTEGER);
const leavesOf = async () =>
  (await allEntries()).map((entry) => leafOf({ at: entry.at, commitment: commitmentOf(entry) }));

async function headsInDatabase() {
  return bareDb(program.app)
    .selectFrom('transparency.checkpoint')
    .select(['size', 'head', 'note'])
    .orderBy('size')
    .execute();
}

describe('the log', () => {
  it('is empty at first, and begun once', async () => {
    expect(await appendEntries(program.app)).toBe(0);
    expect(await newestCheckpoint(bareDb(program.app), 1)).toBeUndefined();
    expect(currentLog.of(program.app).key).toBe(currentLog.of(other.app).key);
    expect(currentLog.of(program.app)).toMatchObject({ number: 1, origin: 'canton.example/log' });
    expect(await checkLog(program.app)).toMatchObject({ size: 0, found: 0 });
  });

  it('grows by what is new, and has the heads that the definition gives', async () => {
    for (const [count, batch] of [
      [1, 4000],
      [4, 2],
      [260, 100],
      [300, 4000],
    ] as const) {
      await logUses(program.app, count);
      expect(await appendEntries(program.app, batch)).toBe(count);
      expect(await appendEntries(program.app)).toBe(0);
    }
    const leaves = await leavesOf();
    const heads = await headsInDatabase();
    expect(heads.map(({ size }) => size)).toEqual([1, 3, 5, 105, 205, 265, 565]);
    for (const { size, head, note } of heads) {
      expect(Buffer.from(headOfLeaves(leaves.slice(0, size)))).toEqual(head);
      const read = readNote(note);
      expect(read && readTreeHead(read.text)).toEqual({
        origin: 'canton.example/log',
        size,
        head: Uint8Array.from(head),
      });
      expect(read && (await isSignedBy(currentLog.of(program.app).signer.key, read))).toBe(true);
    }
  });

  it('proves every leaf in every signed tree, and every tree from the ones before', async () => {
    const { db } = program.app;
    const leaves = await leavesOf();
    const heads = await headsInDatabase();
    for (const { size, head } of heads) {
      for (let index = 0; index < size; index += size > 100 ? 37 : 1) {
        const [proof = []] = await inclusionProofs(db, 1, [index], size);
        expect(await includes(leaves[index] ?? head, index, size, proof, head)).toBe(true);
      }
      for (const older of heads.filter((each) => each.size <= size)) {
        const proof = await consistencyProof(db, 1, older.size, size);
        expect(await extendsTree(older, { size, head }, proof)).toBe(true);
      }
    }
  });

  it('waits for a transaction that has not ended, and skips nothing', async () => {
    const client = await barePool(program.app).connect();
    try {
      await client.query('begin');
      await client.query(
        `insert into kernel.access_entry (at, kind, actor_kind, subject_id, fields, purpose)
         values (now(), 'read', 'programme', gen_random_uuid(), '{name}', 'slow')`,
      );
      await logUses(other.app, 3);
      const appending = appendEntries(program.app);
      await sleep(100);
      expect((await newestCheckpoint(bareDb(program.app), 1))?.size).toBe(565);
      await client.query('commit');
      expect(await appending).toBe(4);
    } finally {
      client.release();
    }
  });

  it('has each entry once and in order when many append, write and are killed at the same time', async () => {
    const load = { on: true };
    const writers = [program, other, program, other].map(async ({ app }) => {
      while (load.on) await logUses(app, 7);
    });
    let killed = 0;
    const killer = (async () => {
      while (load.on) {
        await sleep(40);
        // Whoever is in the middle of appending loses the connection.
        killed += await barePool(program.app)
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and query like '%insert into transparency.%' limit 1`,
          )
          .then(
            ({ rowCount }) => rowCount ?? 0,
            () => 0,
          );
      }
    })();
    const appenders = [program, other].map(async ({ app }) => {
      while (load.on) await appendEntries(app, 50).catch(() => undefined);
    });
    await sleep(3_000);
    load.on = false;
    await Promise.allSettled([...writers, ...appenders, killer]);
    await appendEntries(program.app);
    expect(killed).toBeGreaterThan(0);
    const { rows } = await barePool(program.app).query<{ index: number; entry: number }>(
      'select index, entry_id as entry from transparency.leaf order by index',
    );
    const entries = await allEntries();
    expect(entries.length).toBeGreaterThan(700);
    expect(rows.map(({ entry }) => entry)).toEqual(entries.map(({ id }) => Number(id)));
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
    const newest = await newestCheckpoint(bareDb(program.app), 1);
    expect(newest?.size).toBe(entries.length);
    expect(newest?.head).toEqual(Buffer.from(headOfLeaves(await leavesOf())));
    expect(await checkLog(program.app)).toMatchObject({ size: entries.length, found: 0 });
  });

  it('is kept by one at a time', async () => {
    const outside = await asKeeper(program.app, async () => {
      expect(await asKeeper(other.app, async () => 'inside')).toBeUndefined();
      return 'outside';
    });
    expect(outside).toBe('outside');
    expect(await asKeeper(other.app, async () => 'then')).toBe('then');
  });

  it('can’t be changed by the program', async () => {
    const refused = async (sql: string) =>
      expect(barePool(program.app).query(sql), sql).rejects.toThrow(/append-only|only grows/);
    await refused('delete from transparency.leaf where index = 0');
    await refused('update transparency.leaf set entry_id = -1 where index = 0');
    await refused(`update transparency.tile set hashes = '\\x${'00'.repeat(32)}' where level = 0`);
    await refused('delete from transparency.tile');
    await refused(`update transparency.checkpoint set note = '' where size = 1`);
    await refused('delete from transparency.checkpoint');
  });
});
