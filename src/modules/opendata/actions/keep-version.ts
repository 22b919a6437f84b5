// Keeps what a set was and when it changed: a new version where its CSV is another one than before.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { OpenDataset, OpenRow } from '../../../kernel/open-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { csvText, jsonText } from '../formats/write-rows.ts';
import { publicRows } from '../queries/rows.ts';
import { openSet, openSets } from '../sets.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'opendata.keep-version' };

/** Job, each day and after a start: each set in a job of its own, so that a broken one keeps no other back. */
export async function keepVersions(app: App): Promise<void> {
  await transact(app, programme, async (tx) => {
    for (const { id } of openSets(app))
      await tx.queue('opendata.keep-version', { dataset: id }, { key: `opendata.keep-version ${id}` });
  });
}

interface Made {
  sha256: string;
  bytes: number;
  rows: number;
  csv: string | null;
  json: string | null;
}

/** Job: safe to repeat; the same rows are the same version. */
export async function keepVersion(app: App, id: string): Promise<void> {
  const set = openSet(app, id);
  const made = await make(app, set);
  await transact(app, programme, async (tx) => {
    // Two processes that look at the same time: the second waits and then sees the version of the first.
    await sql`select pg_advisory_xact_lock(hashtext(${`opendata ${id}`}))`.execute(tx.db);
    const before = await tx.db
      .selectFrom('opendata.version')
      .innerJoin('opendata.newest', (join) =>
        join
          .onRef('opendata.newest.dataset', '=', 'opendata.version.dataset')
          .onRef('opendata.newest.number', '=', 'opendata.version.number'),
      )
      .select(['opendata.version.number', 'sha256', 'columns'])
      .where('opendata.version.dataset', '=', id)
      .executeTakeFirst();
    const columns = set.columns.map(({ name }) => name);
    const checked_at = tx.app.clock.now();
    if (before?.sha256 === made.sha256) {
      await tx.db.updateTable('opendata.newest').set({ checked_at }).where('dataset', '=', id).execute();
      return;
    }
    const change = !before ? 'first' : before.columns.join() === columns.join() ? 'rows' : 'columns';
    const number = (before?.number ?? 0) + 1;
    await tx.db
      .insertInto('opendata.version')
      .values({ dataset: id, number, made_at: checked_at, columns, change, ...made })
      .execute();
    await tx.db
      .insertInto('opendata.newest')
      .values({ dataset: id, number, checked_at })
      .onConflict((conflict) => conflict.column('dataset').doUpdateSet({ number, checked_at }))
      .execute();
    await tx.emit({ type: 'dataset.changed', subject: id, data: { number, change } });
  });
}

/** A long set is only hashed, piece by piece: it is nowhere whole in memory. */
async function make(app: App, set: OpenDataset): Promise<Made> {
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = 0;
  let csv = '';
  const all: OpenRow[] = [];
  const counted = async function* () {
    for await (const portion of publicRows(app, set)) {
      rows += portion.length;
      if (set.keepsVersions) all.push(...portion);
      yield portion;
    }
  };
  for await (const text of csvText(set, counted())) {
    hash.update(text);
    bytes += Buffer.byteLength(text);
    if (set.keepsVersions) csv += text;
  }
  let json = '';
  if (set.keepsVersions) for await (const text of jsonText(set, one(all))) json += text;
  const whole = set.keepsVersions ? { csv, json } : { csv: null, json: null };
  return { sha256: hash.digest('hex'), bytes, rows, ...whole };
}

async function* one(rows: OpenRow[]): AsyncGenerator<OpenRow[]> {
  yield rows;
}
