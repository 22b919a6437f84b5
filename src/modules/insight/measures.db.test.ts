// Figures measured from real cases: nothing below five, then the share decided at once and the median, answered from indexes.
import { bareDb, barePool } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveDayTokens } from '../../engine/index.ts';
import { examplesOf } from '../catalogue/index.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { fewestCases } from './queries/service-figures.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

interface Measured {
  id: string;
  cases: number;
  decidedAtOnce: number | null;
  medianSeconds: number | null;
  notAsked: number | null;
}

async function measured(): Promise<Measured[]> {
  const response = await fetch(`${program.origin}/api/v1/services/measures`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Measured[] }).items;
}

/** How many cases of the service there are. */
async function casesOf(service: string): Promise<number> {
  const rows = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('ref')
    .where('service_id', '=', service)
    .execute();
  return rows.length;
}

/** Hands in a dog that the rules confirm at once. */
async function submitDog(key: string): Promise<void> {
  const example = examplesOf(program.app, 'hund-anmelden').find(
    ({ name }) => name === 'Ein Hund, sofort bestätigt',
  );
  const response = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await program.token('resident-anna')}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ answers: resolveDayTokens(example?.answers, program.app.clock.today()) }),
  });
  expect(response.status, await response.text()).toBe(201);
}

describe('measures', () => {
  it('come from cases, and only where there are enough', async () => {
    const before = await casesOf('hund-anmelden');
    expect(before).toBeLessThan(fewestCases);
    for (let count = 0; count < 6; count++) await submitDog(`measure-${count}`);
    const items = await measured();
    const dog = items.find(({ id }) => id === 'hund-anmelden');
    expect(dog?.cases).toBe(before + 6);
    expect(dog?.decidedAtOnce).toBeCloseTo(6 / (before + 6), 10);
    // Those decided at once took no time; those with staff are open and don't count.
    expect(dog?.medianSeconds).toBe(0);
    // What registers and account knew, as the cases say where each value is from; programs that send all save nothing.
    const { rows } = await barePool(program.app).query<{ known: number }>(
      `select count(*)::int as known from cases.matter, jsonb_each(origins) where service_id = 'hund-anmelden' and value ? 'asOf'`,
    );
    expect(rows[0]?.known).toBeGreaterThan(0);
    expect(dog?.notAsked).toBeCloseTo((rows[0]?.known ?? 0) / (before + 6), 10);
    const few = items.filter(({ id }) => id !== 'hund-anmelden');
    expect(few.length).toBeGreaterThan(10);
    for (const each of few)
      expect([each.id, each.decidedAtOnce, each.medianSeconds]).toEqual([each.id, null, null]);
  });

  it('are on the page of the service and in the table of all', async () => {
    const pageOf = async (path: string) =>
      (await (await fetch(`${program.origin}${path}?lang=de`)).text()).replaceAll('\u00a0', ' ');
    expect(await pageOf('/leistungen/hund-anmelden')).toMatch(
      new RegExp(`\\d+ % von ${await casesOf('hund-anmelden')} Geschäften`),
    );
    expect(await pageOf('/leistungen/hund-anmelden')).toContain('Die Hälfte der Geschäfte sofort');
    expect(await pageOf('/leistungen/baum-faellen')).toContain('noch zu wenige Geschäfte');
    const table = await pageOf('/leistungen/zahlen');
    expect(table).toContain('noch zu wenige Geschäfte');
    expect(table).toMatch(/haben wir in \d+ Geschäften \d+ Fragen nicht gestellt/);
    expect(table).toContain('Keine Frage mussten wir nur deshalb stellen');
    expect(await pageOf('/leistungen/hund-anmelden/bearbeitung')).toContain('Gestützt auf: SG 365.100');
    expect(table).toContain('/leistungen/hund-anmelden');
  });

  it('are answered from indexes alone', async () => {
    const client = await barePool(program.app).connect();
    try {
      await client.query('begin');
      await client.query('set local enable_seqscan = off');
      await client.query('set local enable_bitmapscan = off');
      const plan = async (sql: string) =>
        (await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`)).rows
          .map((row) => row['QUERY PLAN'])
          .join('\n');
      const where = "where submitted_at >= now() - interval '1 year'";
      expect(
        await plan(
          `select service_id, count(*), percentile_cont(0.5) within group (order by extract(epoch from closed_at - submitted_at)) filter (where closed_at is not null and state <> 'withdrawn') from cases.matter ${where} group by service_id`,
        ),
      ).toContain('Index Only Scan using matter_measure');
      expect(
        await plan(
          `select service_id, count(*) from cases.matter ${where} and outcome ->> 'by' = 'programme' group by service_id`,
        ),
      ).toContain('Index Only Scan using matter_at_once');
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});
