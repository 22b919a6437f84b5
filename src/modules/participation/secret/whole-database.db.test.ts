// Somebody holds the whole database, every table with places, transactions and order of its rows: they can't say whose ballot is
// whose. The same attacks find everybody where the box is kept carelessly.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { SecretBallot } from '../../../voting/secret/credential.ts';
import { processById } from '../queries/processes.ts';
import { anyBallot, filledBallot, holder, toBox } from '../testing/secret-voters.ts';
import { castForVoter } from './issue-ballot.ts';
import { mixBoxes } from './mix-boxes.ts';
import { putIntoBox, writtenTogether } from './put-into-box.ts';

const process = 'quartierbudget';
const voters = 40;
let program: TestProgram;
/** Who has cast which, in the order in which they did, one at once after the other: the worst case. */
const truth: { person: string; pseudonym: string }[] = [];

interface Row {
  table: string;
  ctid: string;
  xmin: string;
  text: string;
  row: Record<string, unknown>;
}

const rows = async <Found extends object>(text: string, values: unknown[] = []): Promise<Found[]> =>
  (await barePool(program.app).query<Found>(text, values)).rows;

/** Every row of every table, jobs and keys included, with what PostgreSQL itself notes of it. */
async function wholeDatabase(): Promise<Row[]> {
  const tables = await rows<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const all: Row[] = [];
  for (const { table } of tables)
    all.push(
      ...(await rows<Row>(
        `select '${table}' as table, t.ctid::text, t.xmin::text, t::text as text, to_jsonb(t) as row
         from ${table} t order by t.ctid`,
      )),
    );
  return all;
}

const place = (ctid: string) => {
  const [block = 0, line = 0] = ctid.replace(/[()]/g, '').split(',').map(Number);
  return block * 1000 + line;
};
const inOrder = (all: readonly Row[], table: string) =>
  all
    .filter((row) => row.table === table && row.row['process_id'] === process)
    .toSorted((a, b) => Number(a.xmin) - Number(b.xmin) || place(a.ctid) - place(b.ctid));

/** The n-th who asked has cast the n-th ballot: by transactions and places, forwards and backwards. @returns how many are right */
function linkedByOrder(all: readonly Row[]): number {
  const issued = inOrder(all, 'participation.ballot_issue').map(({ row }) => row['author_id']);
  const cast = inOrder(all, 'participation.ballot').map(({ row }) => row['pseudonym']);
  const right = (ballots: readonly unknown[]) =>
    issued.filter((person, at) =>
      truth.some((each) => each.person === person && each.pseudonym === ballots[at]),
    ).length;
  return Math.max(right(cast), right(cast.toReversed()));
}

/** By the transaction: ballots whose row was written with something of the person. @returns smallest crowd that somebody stands in */
function smallestCrowd(all: readonly Row[]): number {
  const ballots = inOrder(all, 'participation.ballot');
  const crowds = all
    .filter(({ table }) => table !== 'participation.ballot')
    .map(({ xmin }) => ballots.filter((ballot) => ballot.xmin === xmin).length)
    .filter((size) => size > 0);
  return Math.min(Infinity, ...crowds);
}

/** By a value: anything of a ballot, or its hash, that stands in any other table as text, hex or Base64. @returns such places */
function linkedByValue(all: readonly Row[]): string[] {
  const marks: string[] = [];
  for (const { table, row } of all)
    if (table === 'participation.ballot')
      for (const [column, value] of Object.entries(row)) {
        if (column === 'process_id' || column === 'vote') continue;
        const bytes = [
          Buffer.from(String(value), 'base64url'),
          createHash('sha256').update(String(value)).digest(),
        ];
        marks.push(
          String(value),
          ...bytes.flatMap((each) => [each.toString('hex'), each.toString('base64')]),
        );
      }
  const others = all.filter(({ table }) => table !== 'participation.ballot');
  return others.filter(({ text }) => marks.some((mark) => text.includes(mark))).map(({ table }) => table);
}

const authorOf = async (who: number) => {
  const [found] = await rows<{ author_id: string }>(
    'select author_id from participation.participant where process_id = $1 and person_key = $2',
    [process, holder(program.app, process, who).personKey],
  );
  return found?.author_id ?? '';
};

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  for (let who = 0; who < voters; who++) {
    const ballot = await filledBallot(program.app, holder(program.app, process, who));
    expect((await toBox(program.origin, process, ballot)).status).toBe(201);
    truth.push({ person: await authorOf(who), pseudonym: ballot.pseudonym });
  }
}, 240_000);
afterAll(() => program.stop());

describe('who holds the whole database', () => {
  it('links nobody by order: not more than by guessing', async () => {
    const all = await wholeDatabase();
    expect(inOrder(all, 'participation.ballot')).toHaveLength(voters);
    // Guessing finds one on average, ten once in ten million times.
    expect(linkedByOrder(all)).toBeLessThan(10);
    expect(new Set(inOrder(all, 'participation.ballot').map(({ xmin }) => xmin)).size).toBe(1);
  });

  it('links nobody by a value, nor by anything that was written with a ballot', async () => {
    const all = await wholeDatabase();
    expect(linkedByValue(all)).toEqual([]);
    expect(smallestCrowd(all)).toBeGreaterThanOrEqual(voters);
    const columns = await rows<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'participation' and table_name = 'ballot' order by 1`,
    );
    // Neither a time nor a number.
    expect(columns.map(({ name }) => name)).toEqual(
      ['certificate', 'prefix', 'process_id', 'pseudonym', 'signature', 'vote'].toSorted(),
    );
  });

  it('finds no event, job or entry of the log for a ballot', async () => {
    const count = async () =>
      rows(`select (select count(*) from kernel.event) as events, (select count(*) from kernel.access_entry) as entries,
        (select count(*) from graphile_worker.jobs) as jobs`);
    const ballot = await filledBallot(program.app, holder(program.app, process, voters));
    truth.push({ person: await authorOf(voters), pseudonym: ballot.pseudonym });
    const before = await count();
    await toBox(program.origin, process, ballot);
    expect(await count()).toEqual(before);
  });

  it('who voted without script stands in the crowd of the whole box', async () => {
    const who = holder(program.app, process, 'no script');
    const wanted = { process: processById(program.app, process), vote: '{"projects":["velo"]}' };
    await castForVoter(program.app, who, { ...wanted, language: 'de' });
    const all = await wholeDatabase();
    expect(smallestCrowd(all)).toBe(voters + 2);
    expect(linkedByValue(all)).toEqual([]);
  });

  it('would link everybody where ballots are kept as they come', async () => {
    const pool = barePool(program.app);
    const kept = await rows<SecretBallot & { process_id: string }>(
      'select * from participation.ballot where process_id = $1',
      [process],
    );
    await pool.query('delete from participation.ballot where process_id = $1', [process]);
    // The careless box: each ballot is inserted, and that is all.
    for (const { pseudonym } of truth) {
      const ballot = kept.find((each) => each.pseudonym === pseudonym);
      if (!ballot) throw new Error('lost');
      await pool.query('insert into participation.ballot values ($1, $2, $3, $4, $5, $6)', [
        ...[process, pseudonym, ballot.prefix, ballot.certificate, ballot.vote, ballot.signature],
      ]);
    }
    expect(linkedByOrder(await wholeDatabase())).toBe(truth.length);
    // What was kept carelessly is mixed by the job.
    await mixBoxes(program.app);
    expect(linkedByOrder(await wholeDatabase())).toBeLessThan(10);
    // And a value that stands on both sides is found.
    await pool.query(
      `update participation.ballot_issue set question = sha256(convert_to($1, 'utf8')) where author_id = $2`,
      [truth[0]?.pseudonym, truth[0]?.person],
    );
    expect(linkedByValue(await wholeDatabase())).toEqual(['participation.ballot_issue']);
  });
});

describe('a box with more ballots than are mixed each time', () => {
  it('hides the newest among sixty at once, and all among all when the job has run', async () => {
    const { app } = program;
    const one = 'quartierbudget-vorjahr';
    for (let each = 0; each < 120; each++)
      await app.db.transaction().execute((db) => putIntoBox(db, one, [anyBallot()]));
    const crowds: number[] = [];
    const places: number[] = [];
    for (let each = 0; each < 20; each++) {
      const newest = anyBallot();
      await app.db.transaction().execute((db) => putIntoBox(db, one, [newest]));
      const written = await rows<{ pseudonym: string; ctid: string }>(
        `select pseudonym, ctid::text from participation.ballot where process_id = $1
         and xmin = (select xmin from participation.ballot where pseudonym = $2)`,
        [one, newest.pseudonym],
      );
      crowds.push(written.length);
      const sorted = written.toSorted((a, b) => place(a.ctid) - place(b.ctid));
      places.push(sorted.findIndex(({ pseudonym }) => pseudonym === newest.pseudonym));
    }
    expect(new Set(crowds)).toEqual(new Set([writtenTogether]));
    // Anywhere among them.
    expect(new Set(places).size).toBeGreaterThan(8);
    await mixBoxes(app);
    const [found] = await rows<{ parts: number; all: number }>(
      `select count(distinct xmin::text)::int as parts, count(*)::int as all from participation.ballot where process_id = $1`,
      [one],
    );
    // Nothing is lost by being mixed: the seeded ones are there, too.
    expect(found).toEqual({ parts: 1, all: 152 });
  });
});
