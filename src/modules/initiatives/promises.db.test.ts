// Promised benefits judged by live measures, night by night, and teams in the access log, with a real database; and bad input.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barePool } from '../../../tests/support/unguarded.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor } from '../identity/index.ts';
import { judgeHypotheses } from './actions/judge-hypotheses.ts';
import { dropHypothesis, promiseBenefit, type NewHypothesis } from './actions/promise.ts';
import { addMember, removeMember, teamOf } from './actions/team.ts';
import { hypothesesOf } from './queries/hypotheses.ts';
import { open, published, send, staffOf } from './testing/portfolio.ts';

let program: TestProgram;
let ines: StaffActor;
let hanna: StaffActor;
let fiona: StaffActor;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  [ines, hanna, fiona] = await Promise.all([
    staffOf(program, 'hub-ines'),
    staffOf(program, 'head-hanna'),
    staffOf(program, 'clerk-fiona'),
  ]);
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const get = async (path: string) => (await program.server.inject(path)).body;

describe('promises', () => {
  const promise = (more: Partial<NewHypothesis>): NewHypothesis => ({
    ...{ id: randomUUID(), initiative: 'nutzen', measure: 'questions-asked', service: 'hund-anmelden' },
    ...{ baseline: 100, target: 1, dueOn: '2027-06-01' },
    ...more,
  });
  const verdictsOf = async (id: string) =>
    (await hypothesesOf(program.app, ['nutzen'])).find((each) => each.id === id)?.verdicts ?? [];

  it('are judged by the live measure, kept only when something is new, and once finally', async () => {
    const { app } = program;
    await published(program, hanna, 'nutzen', { services: ['hund-anmelden'] });
    const less = promise({});
    const kept = promise({ baseline: 100, target: 90 });
    const silent = promise({
      measure: 'hours-to-decision',
      service: 'baum-faellen',
      baseline: 50,
      target: 5,
    });
    const gone = promise({ measure: 'no-longer-taken', service: '' });
    for (const each of [less, kept, silent, gone]) await promiseBenefit(app, hanna, each);
    await promiseBenefit(app, hanna, less);
    await expect(promiseBenefit(app, hanna, { ...less, target: 50 })).rejects.toThrow('SENT_BEFORE');
    const said = await Promise.all([less, kept, silent, gone].map(({ id }) => verdictsOf(id)));
    expect(said.map(([newest]) => newest?.verdict)).toEqual([
      'on-the-way',
      'reached',
      'not-enough-data',
      'not-enough-data',
    ]);
    // What it rests on is the figure of the service's own page.
    const measures = JSON.parse(await get('/api/v1/services/measures')) as {
      items: { id: string; asked: number; known: number }[];
    };
    const dog = measures.items.find(({ id }) => id === 'hund-anmelden');
    expect(said[0]?.[0]?.value).toBe((dog?.asked ?? 0) - (dog?.known ?? 0));
    // The next night nothing has changed: nothing is kept. On the day itself the verdict is final, and stays alone.
    const at = (day: string) => runAt(app.clock, new Date(`${day}T03:00:00Z`), () => judgeHypotheses(app));
    await at('2026-11-25');
    expect(await verdictsOf(less.id)).toHaveLength(1);
    await Promise.all([at('2027-06-01'), at('2027-06-01')]);
    await at('2027-06-02');
    const final = await verdictsOf(less.id);
    expect(final.map(({ verdict, final: last }) => [verdict, last])).toEqual([
      ['not-reached', true],
      ['on-the-way', false],
    ]);
    expect((await verdictsOf(silent.id))[0]).toMatchObject({ verdict: 'not-enough-data', final: true });
    await expect(
      dropHypothesis(app, hanna, { id: less.id, why: 'Peinlich', language: 'de' }),
    ).rejects.toThrow('HYPOTHESIS_CLOSED');
    await expect(
      barePool(app).query(`update initiatives.verdict set verdict = 'reached' where verdict <> 'reached'`),
    ).rejects.toThrow('append-only');
    expect(await get('/vorhaben/nutzen?lang=de')).toContain('nicht erreicht');
    expect(await get('/api/v1/initiatives/nutzen')).toContain('"verdict":"not-reached"');
  });

  it('are dropped with a reason that stays, and are not judged after', async () => {
    const { app } = program;
    await published(program, hanna, 'fallen');
    const each = promise({ initiative: 'fallen' });
    await promiseBenefit(app, hanna, each);
    await dropHypothesis(app, hanna, { id: each.id, why: 'Das Gesetz hat sich geändert.', language: 'de' });
    await runAt(app.clock, new Date('2027-07-01T03:00:00Z'), () => judgeHypotheses(app));
    const [dropped] = await hypothesesOf(app, ['fallen']);
    expect(dropped?.verdicts).toHaveLength(1);
    expect(await get('/vorhaben/fallen?lang=de')).toContain('Das Gesetz hat sich geändert.');
  });

  it('are bound to a measure of what it can be asked of, with a day ahead', async () => {
    const jar = await open(program, 'head-hanna');
    const page = '/vorhaben/bearbeiten/fallen/nutzen';
    const due = { 'bis.day': '1', 'bis.month': '1', 'bis.year': '2026' };
    const wrong = await send(jar, page, { mass: 'hours-to-decision', ausgang: 'viel', ziel: '1', ...due });
    expect(wrong.status).toBe(422);
    expect(new Set((await wrong.text()).match(/href="#(?:leistung|ausgang|bis)"/g)).size).toBe(3);
    expect(await (await jar.fetch(`${page}?mass=services-online`)).text()).toMatch(
      /name="ausgang"[^>]*value="\d/,
    );
  });
});

describe('the team', () => {
  it('is logged for each who is shown, and stands in the copy of their data until they leave', async () => {
    const { app } = program;
    await published(program, hanna, 'team');
    await addMember(app, hanna, { initiative: 'team', account: fiona.id, task: 'Fachliche Leitung' });
    const looks = () =>
      rows<{ kind: string }>(
        `select kind from kernel.access_entry where subject_id = $1 and purpose = 'initiatives' order by id`,
        [fiona.id],
      );
    const before = (await looks()).length;
    expect(await teamOf(app, ines, 'team')).toMatchObject([{ id: fiona.id, task: 'Fachliche Leitung' }]);
    expect((await looks()).slice(before)).toEqual([{ kind: 'read' }]);
    expect(await get('/vorhaben/team')).not.toContain(fiona.name);
    const anna = await demoActor(app, 'resident-anna');
    if (anna.kind !== 'person') throw new Error('Anna is a resident');
    await expect(addMember(app, hanna, { initiative: 'team', account: anna.id, task: 'x' })).rejects.toThrow(
      'NOT_FOUND',
    );
    await expect(addMember(app, fiona, { initiative: 'team', account: hanna.id, task: 'x' })).rejects.toThrow(
      'FORBIDDEN',
    );
    await removeMember(app, fiona, { initiative: 'team', account: fiona.id });
    await removeMember(app, fiona, { initiative: 'team', account: fiona.id });
    expect(await teamOf(app, ines, 'team')).toEqual([]);
  });
});
