// Open data end to end: files, schemas, versions, suppression, list, feed, search; what is wrong is answered with a code.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { keepVersion } from './actions/keep-version.ts';
import { openSets } from './sets.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
  await program.settle();
});
afterAll(() => program.stop());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(program.origin + path, { headers });
const text = async (path: string) => (await ask(path)).text();
const json = async <Data>(path: string) => (await (await ask(path)).json()) as Data;
const rows = async <Row>(query: string, values: unknown[] = []) =>
  (await barePool(program.app).query(query, values)).rows as Row[];

interface Item {
  id: string;
  newest: { number: number; sha256: string; rows: number; csv: string | null };
}
const list = async (query = '') =>
  (await json<{ items: Item[]; next: string | null }>(`/api/v1/datasets${query}`)).items;

describe('each data set', () => {
  it('has a CSV whose checksum, rows and columns are those that are said of it', async () => {
    const items = await list();
    expect(items.map(({ id }) => id)).toEqual(openSets(program.app).map(({ id }) => id));
    expect(items.length).toBeGreaterThan(7);
    for (const { id, newest } of items) {
      const response = await ask(`/data/${id}.csv`);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const csv = await response.text();
      expect(createHash('sha256').update(csv).digest('hex'), id).toBe(newest.sha256);
      const set = openSets(program.app).find((each) => each.id === id);
      expect(csv.split('\r\n')[0], id).toBe(set?.columns.map(({ name }) => name).join(','));
    }
  });

  it('has JSON that its own schema takes, with as many rows and no key twice', async () => {
    const ajv = addFormats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));
    for (const set of openSets(program.app)) {
      const data = await json<Record<string, unknown>[]>(`/data/${set.id}.json`);
      const check = ajv.compile(await json<object>(`/data/${set.id}.schema.json?lang=en`));
      expect(check(data) ? [] : check.errors?.slice(0, 2), set.id).toEqual([]);
      const keys = data.map((row) => JSON.stringify(set.key.map((name) => row[name])));
      expect(new Set(keys).size, set.id).toBe(keys.length);
      const item = (await list()).find(({ id }) => id === set.id);
      expect(item?.newest.rows, set.id).toBe(data.length);
      // A schema that takes anything would prove nothing.
      if (data[0]) expect(check([{ ...data[0], unknown: 1 }])).toBe(false);
    }
  });

  it('has a Table Schema and metadata of CSV on the Web with its columns', async () => {
    for (const { id, columns } of openSets(program.app)) {
      const table = await json<{ fields: { name: string; title: string }[] }>(
        `/data/${id}.table.json?lang=it`,
      );
      const csvw = await json<{ url: string; tableSchema: { columns: { name: string }[] } }>(
        `/data/${id}.csv-metadata.json`,
      );
      const names = columns.map(({ name }) => name);
      expect(table.fields.map(({ name }) => name)).toEqual(names);
      expect(csvw.tableSchema.columns.map(({ name }) => name)).toEqual(names);
      expect(csvw.url).toBe(`${program.origin}/data/${id}.csv`);
    }
  });

  it('has a page in four languages, below 60 kB', async () => {
    for (const { id } of openSets(program.app))
      for (const language of ['de', 'fr', 'it', 'en']) {
        const response = await ask(`/daten/${id}?lang=${language}`);
        const page = await response.text();
        expect([id, response.status, page.length < 60_000]).toEqual([id, 200, true]);
        expect(page).toContain(`<html lang="${language}`);
      }
  });
});

describe('case figures', () => {
  it('say no count from one to four', async () => {
    const data = await json<Record<string, unknown>[]>('/data/case-figures.json');
    const counts = data.flatMap((row) =>
      [
        'submitted',
        'decided_at_once',
        'by_people',
        'decided',
        'accepted',
        'refused',
        'in_time',
        'late',
        'withdrawn',
      ].map((name) => row[name]),
    );
    expect(counts.some((count) => count === null)).toBe(true);
    expect(counts.filter((count) => typeof count === 'number' && count > 0 && count < 5)).toEqual([]);
    // They are in the table, so it is the publication that hides them.
    const [small] = await rows<{ count: string }>(
      'select count(*) from cases.month_figure where withdrawn between 1 and 4',
    );
    expect(Number(small?.count)).toBeGreaterThan(0);
  });

  it('of a month are counted once it is over, once, and stay when cases go', async () => {
    await rows('delete from cases.month_figure');
    await rows('delete from cases.month_counted');
    const [moved] = await rows<{ ref: string; service_id: string; month: string }>(
      `update cases.matter set submitted_at = submitted_at - interval '2 months', closed_at = submitted_at - interval '1 month'
       where ref = (select ref from cases.matter where submitted_at > now() - interval '30 days' order by ref limit 1)
       returning ref, service_id, to_char(submitted_at at time zone 'Europe/Zurich', 'YYYY-MM') as month`,
    );
    const count = async () => {
      await rows(`select graphile_worker.add_job('cases.count-months')`);
      await program.settle();
      return rows<{ submitted: number }>(
        `select submitted from cases.month_figure where service_id = $1 and to_char(month, 'YYYY-MM') = $2`,
        [moved?.service_id, moved?.month],
      );
    };
    expect(moved).toBeDefined();
    const [there] = await rows<{ submitted: number }>(
      `select count(*)::int as submitted from cases.matter
       where service_id = $1 and to_char(submitted_at at time zone 'Europe/Zurich', 'YYYY-MM') = $2`,
      [moved?.service_id, moved?.month],
    );
    expect(there?.submitted).toBeGreaterThan(0);
    expect(await count()).toEqual([there]);
    await rows(`update cases.matter set submitted_at = now() where ref = $1`, [moved?.ref]);
    expect(await count()).toEqual([there]);
    const [months] = await rows<{ count: string }>('select count(*) from cases.month_counted');
    expect(Number(months?.count)).toBe(12);
  });

  it.each([
    ['on the last day', 0, null, 1],
    ['a day after the last', 1, null, 0],
    ['long after the last day, while the clock stood still before it', 20, -1, 1],
    ['long after the last day, while the clock stood still after it', 20, 1, 0],
  ])('count a case decided %s as what it is', async (_when, after, paused, inTime) => {
    await rows('delete from cases.month_figure');
    await rows('delete from cases.month_counted');
    const closed = `(date_trunc('month', now() at time zone 'Europe/Zurich')::date - 3)`;
    const [decided] = await rows<{ ref: string; service_id: string }>(
      `update cases.matter set submitted_at = (${closed} - 30)::timestamp at time zone 'Europe/Zurich',
         closed_at = (${closed})::timestamp at time zone 'Europe/Zurich', due = null, state = 'rejected'
       where ref = (select ref from cases.matter order by ref limit 1) returning ref, service_id`,
    );
    await rows(
      `insert into cases.clock (case_ref, id, started_on, working_days, due, paused_on, stopped_on)
       values ($1, 'promise', ${closed} - 30, 5, ${closed} - $2::int, ${closed} - $2::int + $3::int, ${closed})
       on conflict (case_ref, id) do update set due = excluded.due, paused_on = excluded.paused_on, stopped_on = excluded.stopped_on`,
      [decided?.ref, after, paused],
    );
    await rows(`update cases.matter set closed_at = null where service_id = $1 and ref <> $2`, [
      decided?.service_id,
      decided?.ref,
    ]);
    await rows(`select graphile_worker.add_job('cases.count-months')`);
    await program.settle();
    expect(
      await rows(
        `select in_time, refused from cases.month_figure
         where service_id = $1 and month = date_trunc('month', ${closed}::timestamp)::date`,
        [decided?.service_id],
      ),
    ).toEqual([{ in_time: inTime, refused: 1 }]);
  });
});

describe('versions', () => {
  it('begin where something has changed, and stay as they were', async () => {
    const before = (await list()).find(({ id }) => id === 'units')?.newest;
    await keepVersion(program.app, 'units');
    expect((await list()).find(({ id }) => id === 'units')?.newest).toEqual(before);
    const set = openSets(program.app).find(({ id }) => id === 'units') as OpenDataset;
    const { rows: original } = set;
    const old = await text('/data/units.csv');
    // A text like a formula, a comma, a quote: what a spreadsheet and a reader of CSV must take for text.
    set.rows = async function* (app) {
      for await (const portion of original(app))
        yield portion.map((row, at) => (at === 0 ? [...row.slice(0, 3), '=1+1,"x"', ...row.slice(4)] : row));
    };
    await Promise.all([keepVersion(program.app, 'units'), keepVersion(program.app, 'units')]);
    set.rows = original;
    const { items } = await json<{ items: (Item['newest'] & { change: string })[] }>(
      '/api/v1/datasets/units/versions',
    );
    expect(items.map(({ number, change }) => [number, change])).toEqual([
      [2, 'rows'],
      [1, 'first'],
    ]);
    expect(await text('/data/units.csv')).toContain(`"'=1+1,""x"""`);
    expect(await text('/data/units/versions/1.csv')).toBe(old);
    expect(await text('/daten/units')).toContain('/data/units/versions/2.csv');
    expect(await text('/daten.atom?set=units&lang=de')).toContain('Zeilen geändert');
  });

  it('are not sent again to whoever has them', async () => {
    const first = await ask('/data/services.csv');
    const etag = first.headers.get('etag') ?? '';
    expect((await ask('/data/services.csv', { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('/data/services.json', { 'if-none-match': etag })).status).toBe(200);
  });

  it('of a long set are checksums only', async () => {
    const reports = (await list()).find(({ id }) => id === 'reports');
    expect(reports?.newest.csv).toBeNull();
    expect((await ask('/data/reports/versions/1.csv')).status).toBe(404);
  });

  it('are read by their keys', async () => {
    const plan = async (query: string) =>
      JSON.stringify(await rows(`explain (format json, costs off) ${query}`, []));
    await rows('set enable_seqscan = off');
    expect(
      await plan(
        `select * from opendata.version where dataset = 'units' and number < 9 order by number desc limit 11`,
      ),
    ).toContain('version_pk');
    expect(
      await plan('select * from opendata.version order by made_at desc, dataset desc, number desc limit 50'),
    ).toContain('version_newest');
  });
});

it('the list is found by words and goes on by key', async () => {
  expect((await list('?q=antwortzeit&lang=de')).map(({ id }) => id)).toEqual(['response-times']);
  expect((await list('?q=xyzzy')).length).toBe(0);
  const all = await list();
  expect((await list(`?cursor=${all[2]?.id}`)).map(({ id }) => id)).toEqual(all.slice(3).map(({ id }) => id));
  const page = await text('/daten?q=Mitwirkung');
  expect(page).toContain('/daten/participation-processes');
  expect(page).not.toContain('/daten/reports"');
});

it('the search finds data sets', async () => {
  const { items } = await json<{ items: { type: string; id: string }[] }>(
    '/api/v1/search?q=Once-Only&type=data&lang=de',
  );
  expect(items.map(({ type, id }) => [type, id])).toContainEqual(['data', 'questions-not-asked']);
});

it.each([
  ['/data/unknown.csv', 404],
  ['/data/unknown.schema.json', 404],
  ['/daten/unknown', 404],
  ['/api/v1/datasets/unknown/versions', 404],
  ['/data/units/versions/99999999999.csv', 422],
  ['/data/units/versions/999999999.csv', 404],
  ['/api/v1/datasets/units/versions?cursor=999999999999999', 200],
  ['/api/v1/datasets/units/versions?cursor=x', 400],
  ['/daten/units?vor=x', 400],
  ['/daten.atom?nach=x', 400],
  ['/daten.atom?nach=2026-11-24T08:00:00.000Z_units_999999999999999', 200],
  ['/daten.atom?set=unknown', 404],
])('%s is answered with %d', async (path, status) => {
  expect((await ask(path)).status).toBe(status);
});

it('the old address of the response times leads to the new one', async () => {
  const response = await fetch(`${program.origin}/antwortzeiten.csv`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([308, '/data/response-times.csv']);
});
