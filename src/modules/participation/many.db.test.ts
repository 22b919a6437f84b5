// A process with 10,000 comments: its list goes by key, each once. How fast it opens is told by the benchmark.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { seedManyComments } from './seed-many-comments.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  await seedManyComments(program.app, 0, 10_000);
}, 240_000);
afterAll(() => program.stop());

it('walks the whole list by key, each once', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer: { items: { id: string }[]; next: string | null } = await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/contributions?cursor=${cursor}`)
    ).json();
    seen.push(...answer.items.map(({ id }) => id));
    cursor = answer.next;
  }
  const kept = await bareDb(program.app)
    .selectFrom('participation.contribution')
    .select('id')
    .where('process_id', '=', 'buergerraete')
    .where('listed', '=', true)
    .where('state', '=', 'published')
    .execute();
  expect(kept.length).toBeGreaterThan(10_000);
  expect(seen.toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
}, 120_000);

it('counts what there is', async () => {
  const db = bareDb(program.app);
  const counted = await db
    .selectFrom('participation.contribution')
    .select(({ fn }) => ['anchor', fn.countAll<string>().as('count')])
    .where('process_id', '=', 'buergerraete')
    .where('act', '=', 'comment')
    .groupBy('anchor')
    .execute();
  const kept = await db
    .selectFrom('participation.tally')
    .select(['anchor', 'count'])
    .where('process_id', '=', 'buergerraete')
    .where('act', '=', 'comment')
    .execute();
  const byAnchor = (rows: { anchor: string; count: string | number }[]) =>
    Object.fromEntries(rows.map(({ anchor, count }) => [anchor, Number(count)]));
  expect(byAnchor(kept)).toEqual(byAnchor(counted));
});
