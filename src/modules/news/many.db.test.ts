// A feed of 100,000 entries: its first page reads no more than with 100, and its pages lead from the newest to the oldest and back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { newest, publicList } from './queries/public-list.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SEED: 'none' });
}, 240_000);
afterAll(() => program.stop());

const query = async <Row>(text: string, values: unknown[] = []) =>
  (await barePool(program.app).query(text, values)).rows as Row[];

async function fill(total: number): Promise<void> {
  await query(`insert into news.item (id, state, revision, texts, topics, areas, unit, services, processes, four_eyes,
      written_by, published_at, changed_at, created_at, updated_at)
    select gen_random_uuid(), 'published', 2, jsonb_build_object('de', text, 'fr', text, 'it', text, 'en', text), '{tiere}', '{}',
      'veterinaeramt', '{}', '{}', false, gen_random_uuid(), at, at, at, at
    from generate_series((select count(*) + 1 from news.item), ${total}) n,
      lateral (select timestamptz '2020-01-01' + n * interval '30 minutes' as at,
        jsonb_build_object('title', 'Nummer ' || n, 'lead', 'Kurz', 'body', 'Text') as text) written`);
  await query(`insert into news.listed select filter, published_at, id from news.item,
    unnest(array['', 'topic=tiere']) filter on conflict do nothing`);
  // As autovacuum leaves it: otherwise the index has to look into the table for what is visible.
  await query('vacuum analyze news.item');
  await query('vacuum analyze news.listed');
}

/** A table of a hundred rows is read whole otherwise: what is compared is the way by the index. */
async function byIndex(text: string, values: unknown[]) {
  const client = await barePool(program.app).connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(text, values);
    return rows[0];
  } finally {
    client.release(true);
  }
}

/** Blocks that the statements of some work read, wherever they were. */
async function blocksRead(work: () => Promise<unknown>): Promise<number> {
  const statements: { text: string; values: unknown[] }[] = [];
  const { pool } = program.app;
  const connect = pool.connect.bind(pool);
  // What Kysely sends is kept, to be explained afterwards.
  const spy = async () => {
    const client = await connect();
    const own = client.query.bind(client) as (...all: unknown[]) => unknown;
    const kept = client.query;
    (client as { query: unknown }).query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text === 'string') statements.push({ text, values: (values ?? []) as unknown[] });
      return own(text, values, ...rest);
    };
    const release = client.release.bind(client);
    (client as { release: unknown }).release = (error?: Error) => {
      client.query = kept;
      release(error);
    };
    return client;
  };
  (pool as { connect: unknown }).connect = spy;
  await work();
  (pool as { connect: unknown }).connect = connect;
  let blocks = 0;
  const asked = statements.filter(({ text }) => text.includes('news'));
  expect(asked.length).toBeGreaterThan(0);
  for (const { text, values } of asked) {
    const explained = `explain (analyze, buffers, format json) ${text}`;
    const row = await byIndex(explained, values);
    const plan = row?.['QUERY PLAN'][0]?.Plan;
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
    blocks += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
  }
  return blocks;
}

it('reads as much for the first page of 100,000 as for that of 100', async () => {
  const { app } = program;
  const works = [
    () => publicList(app, { filter: {}, limit: 50 }),
    () => publicList(app, { filter: { topic: 'tiere' }, limit: 50 }),
    () => newest(app, {}, 3),
  ];
  const read = async () => {
    const blocks: number[] = [];
    for (const work of works) blocks.push(await blocksRead(work));
    return blocks;
  };
  await fill(100);
  const few = await read();
  await fill(100_000);
  const many = await read();
  // Each level that a tree of an index grows by is one more block for each entry looked up.
  many.forEach((blocks, index) =>
    expect(blocks, JSON.stringify({ few, many })).toBeLessThan((few[index] ?? 0) * 2 + 60),
  );
}, 240_000);

it('leads from page to page and back, small each', async () => {
  const links = (xml: string, rel: string) =>
    new RegExp(`<link rel="${rel}"[^>]*href="([^"]+)"`).exec(xml)?.[1]?.replaceAll('&amp;', '&');
  const read = async (address: string) =>
    (await program.server.inject(address.replace(/^https?:\/\/[^/]+/, ''))).body;
  const first = await read('/news.atom?topic=tiere&lang=de');
  expect(first.length).toBeLessThan(100_000);
  expect(first.match(/<entry>/g)).toHaveLength(50);
  const second = await read(links(first, 'next') ?? '');
  expect(second).toContain('Nummer 99950<');
  const third = await read(links(second, 'next') ?? '');
  expect(third).toContain('Nummer 99900<');
  expect(await read(links(third, 'previous') ?? '')).toBe(second);
  expect(links(second, 'previous')).toBe(links(first, 'self'));
  expect(links(first, 'previous')).toBeUndefined();
});
