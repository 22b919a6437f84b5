// Legal obstacles and how digital the canton is, with a real database: the register, links from definitions, figures with sources, open data.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { enterObstacle, moveObstacle, saveObstacle } from './actions/keep-obstacle.ts';
import { seedInitiatives } from './seed-initiatives.ts';
import type { ObstacleContent } from './obstacle.ts';
import { staffOf } from './testing/portfolio.ts';

let program: TestProgram;
let ines: StaffActor;
let hanna: StaffActor;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  [ines, hanna] = await Promise.all([staffOf(program, 'hub-ines'), staffOf(program, 'head-hanna')]);
}, 240_000);
afterAll(() => program.stop());

const content = (title: string): ObstacleContent => ({
  texts: Object.fromEntries(
    languages.map((each) => [each, { title: `${title} ${each}`, blocks: 'Papier', proposal: 'Ein Satz' }]),
  ) as ObstacleContent['texts'],
  ...{ act: 'Hundeverordnung', number: 'SG 365.110', article: '', unverified: true },
  ...{ services: ['hund-anmelden'], unit: 'veterinaeramt' },
});
const get = async (path: string) => (await program.server.inject(path)).body;

describe('the register of legal obstacles', () => {
  it('is kept by the Fachstelle, whole in four languages, each step for good', async () => {
    const { app } = program;
    await enterObstacle(app, ines, 'chip', content('Chip'));
    await enterObstacle(app, ines, 'chip', content('Chip'));
    await expect(enterObstacle(app, ines, 'chip', content('Anders'))).rejects.toThrow(
      'INITIATIVE_ADDRESS_TAKEN',
    );
    await expect(enterObstacle(app, hanna, 'fremd', content('x'))).rejects.toThrow('FORBIDDEN');
    const gap = content('Lücke');
    gap.texts.fr.proposal = '';
    await expect(enterObstacle(app, ines, 'luecke', gap)).rejects.toThrow('INITIATIVE_INCOMPLETE');
    const moved = { state: 'proposed', words: 'Geschrieben.', language: 'de' } as const;
    await moveObstacle(app, ines, { id: 'chip', revision: 1 }, moved);
    await moveObstacle(app, ines, { id: 'chip', revision: 1 }, moved);
    await expect(
      moveObstacle(app, ines, { id: 'chip', revision: 1 }, { ...moved, state: 'solved' }),
    ).rejects.toThrow('REVISION_CONFLICT');
    await expect(saveObstacle(app, ines, { id: 'chip', revision: 1 }, content('Spät'))).rejects.toThrow(
      'REVISION_CONFLICT',
    );
    const html = await get('/huerden/chip?lang=de');
    expect(html).toContain('Geschrieben.');
    expect(html).toContain('Noch nicht mit dem Gesetz verglichen');
    // Blocked by it, and besides what rests on the same act.
    expect(html).toContain('/leistungen/hund-anmelden');
    expect(html).toContain('/leistungen/hund-abmelden');
    await expect(barePool(app).query('delete from initiatives.obstacle_step')).rejects.toThrow('append-only');
  });

  it('is linked from definitions, and stands on the page of the service', async () => {
    expect(await get('/huerden/beispiel-plan-auf-papier')).toContain('/leistungen/waermepumpe-melden');
    expect(await get('/leistungen/waermepumpe-melden')).toContain('/huerden/beispiel-plan-auf-papier');
    expect(await get('/api/v1/obstacles/beispiel-plan-auf-papier')).toContain('waermepumpe-melden');
  });
});

describe('how digital the canton is', () => {
  interface Row {
    id: string;
    figures: { measure: string; value: number | null; at: string; source: string }[];
  }

  it('is said row by row, each figure with source and time, and the same by page, API and open data', async () => {
    const { items } = JSON.parse(await get('/api/v1/benefits?lang=de')) as { items: Row[] };
    expect(items).toHaveLength(24);
    const [uniform] = items;
    const online = uniform?.figures.find(({ measure }) => measure === 'services-online');
    expect(online?.value).toBeGreaterThan(0);
    expect(online?.value).toBeLessThan(1);
    expect(online?.source).toMatch(/\/leistungen$/);
    for (const { figures } of items) for (const { at } of figures) expect(at).toMatch(/^2026-11-24T/);
    const html = (await get('/wirkung?lang=de')).replaceAll('\u00a0', ' ');
    expect(html).toContain(`${String(Math.round((online?.value ?? 0) * 1000) / 10).replace('.', ',')} %`);
    expect(html).toContain('Dazu messen wir noch nichts.');
    await program.settle();
    for (const id of ['initiatives', 'initiative-promises', 'legal-obstacles', 'benefits'])
      expect((await program.server.inject(`/data/${id}.csv`)).statusCode, id).toBe(200);
    const figures = await get('/data/benefits.csv');
    expect(figures).toContain('T1,services-online,share,');
    // Measured at another time it is the same data: no new version of it.
    expect(figures).not.toContain('2026-11-24T');
  });
});

describe('the demonstration', () => {
  it('has initiatives with true verdicts, and a second start adds nothing', async () => {
    const { app } = program;
    const count = async () =>
      (
        await barePool(app).query<{ count: number }>(`select
          ((select count(*) from initiatives.step) + (select count(*) from initiatives.obstacle_step)
           + (select count(*) from initiatives.verdict))::int as count`)
      ).rows[0]?.count;
    const before = await count();
    expect(before).toBeGreaterThan(20);
    await seedInitiatives(app);
    expect(await count()).toBe(before);
    const { rows } = await barePool(app).query<{ final: boolean }>(
      `select final from initiatives.verdict join initiatives.hypothesis on hypothesis.id = hypothesis_id
       where initiative_id = 'beispiel-antwort-mit-datum' order by verdict.id desc limit 1`,
    );
    expect(rows).toEqual([{ final: true }]);
  });

  it('answers lists from indexes', async () => {
    const client = await barePool(program.app).connect();
    try {
      await client.query('begin');
      for (const way of ['seqscan', 'bitmapscan', 'sort'])
        await client.query(`set local enable_${way} = off`);
      const plan = async (sql: string) =>
        (await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`)).rows
          .map((row) => row['QUERY PLAN'])
          .join('\n');
      const list = 'select * from initiatives.initiative where published_at is not null';
      const order = 'order by changed_at desc, id desc limit 20';
      // With a dozen rows several indexes cost the same; what counts is that nothing is sorted.
      for (const sql of [
        `${list} ${order}`,
        `${list} and department = 'gd' and phase = 'pilot' ${order}`,
        `select * from initiatives.obstacle where state = 'found' ${order}`,
        `${list} order by ends_on, id limit 20`,
      ])
        expect(await plan(sql), sql).not.toMatch(/Sort|Seq Scan/);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});
