// A process with 10,000 comments opens as fast as one with 100: lists go by key, and nothing is counted while somebody waits.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const query = (text: string) => barePool(program.app).query<Record<string, unknown>>(text);

/** Fills the paragraphs with comments until there are so many. */
async function fill(total: number): Promise<void> {
  await query(`insert into participation.contribution (process_id, author_id, act, anchor, body, language, at)
    select 'buergerraete', (select id from participation.author where process_id = 'buergerraete' limit 1), 'comment',
      (array['zweck', 'auslosung', 'auftrag'])[1 + n % 3], 'Kommentar Nummer ' || n, 'de',
      timestamptz '2026-10-10' + n * interval '1 minute'
    from generate_series((select count(*) from participation.contribution where process_id = 'buergerraete'), ${total - 1}) n`);
  await query(`delete from participation.tally where process_id = 'buergerraete'`);
  await query(`insert into participation.tally select process_id, act, anchor, count(*) from participation.contribution
    where process_id = 'buergerraete' group by 1, 2, 3`);
  await query('analyze participation.contribution');
}

/** The quickest of several, in milliseconds: what the machine does besides only adds. */
async function quickest(path: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 25; turn++) {
    const since = performance.now();
    const response = await fetch(`${program.origin}${path}`);
    await response.text();
    times.push(performance.now() - since);
    expect(response.status).toBe(200);
  }
  return Math.min(...times);
}

it('opens at most 1.3 times slower', async () => {
  const pages = ['/mitreden/buergerraete', '/mitreden/buergerraete/beitraege'];
  await fill(100);
  const few = [await quickest(pages[0] ?? ''), await quickest(pages[1] ?? '')];
  await fill(10_000);
  const many = [await quickest(pages[0] ?? ''), await quickest(pages[1] ?? '')];
  many.forEach((time, index) =>
    expect(time, JSON.stringify({ few, many })).toBeLessThan((few[index] ?? 0) * 1.3 + 1),
  );
}, 120_000);

it('walks the whole list by key, each once', async () => {
  const seen = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer: { items: { id: string }[]; next: string | null } = await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/contributions?cursor=${cursor}`)
    ).json();
    for (const { id } of answer.items) seen.add(id);
    cursor = answer.next;
  }
  expect(seen.size).toBe(10_000);
}, 120_000);
