// Initiatives with a real database: from a draft to the public, both opinions, money, promises judged each night, teams; and bad input.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barePool } from '../../../tests/support/unguarded.ts';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { runAt } from '../../kernel/clock.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { addEntry, type NewEntry } from './actions/add-entry.ts';
import { giveOpinion, type NewOpinion } from './actions/give-opinion.ts';
import { judgeHypotheses } from './actions/judge-hypotheses.ts';
import { dropHypothesis, promiseBenefit, type NewHypothesis } from './actions/promise.ts';
import { beginInitiative, publishInitiative, saveInitiative } from './actions/save-initiative.ts';
import { addMember, removeMember, teamOf } from './actions/team.ts';
import { announceInitiative, announceMove } from './announce.ts';
import type { Content } from './initiative.ts';
import { hypothesesOf } from './queries/hypotheses.ts';
import { initiativeById } from './queries/initiatives.ts';

let program: TestProgram;
let ines: StaffActor;
let hanna: StaffActor;
let fiona: StaffActor;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const staff = async (id: string) => {
    const actor = await demoActor(program.app, id);
    if (actor.kind !== 'staff') throw new Error(`${id} works for the canton`);
    return actor;
  };
  [ines, hanna, fiona] = await Promise.all([staff('hub-ines'), staff('head-hanna'), staff('clerk-fiona')]);
}, 240_000);
afterAll(() => program.stop());

function content(title: string, more: Partial<Content> = {}): Content {
  const text = (language: string) => ({
    ...{ title: `${title} ${language}`, goal: 'Einfacher', people: 'Alle' },
    ...{ before: 'Papier', future: 'Online' },
  });
  return {
    texts: Object.fromEntries(languages.map((each) => [each, text(each)])) as Content['texts'],
    ...{ unit: 'veterinaeramt', topics: ['tiere'], services: [], partnerUnits: [], partners: [] },
    ...{ needs: [], obstacles: [], origins: [], startsOn: '2026-01-01', endsOn: '2027-12-31' },
    ...more,
  };
}
async function published(id: string, more: Partial<Content> = {}): Promise<string> {
  await beginInitiative(program.app, hanna, id, content(id, more));
  await publishInitiative(program.app, hanna, { id, revision: 1 });
  return id;
}
const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const get = async (path: string) => (await program.server.inject(path)).body;
const status = async (path: string) => (await program.server.inject(path)).statusCode;
async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}
async function send(jar: CookieJar, page: string, fields: Record<string, string>) {
  const html = await (await jar.fetch(page)).text();
  return jar.post(page, { _csrf: csrfOf(html), ...fields });
}

describe('an initiative', () => {
  it('is begun once, is seen by staff only, and becomes public whole and in four languages only', async () => {
    const { app } = program;
    const gap = content('Lücke');
    gap.texts.it.goal = '';
    await beginInitiative(app, hanna, 'luecke', gap);
    await beginInitiative(app, hanna, 'luecke', gap);
    await expect(beginInitiative(app, hanna, 'luecke', content('Anders'))).rejects.toThrow(
      'INITIATIVE_ADDRESS_TAKEN',
    );
    await expect(beginInitiative(app, hanna, 'tafel', gap)).rejects.toThrow('INITIATIVE_ADDRESS_TAKEN');
    await expect(publishInitiative(app, hanna, { id: 'luecke', revision: 1 })).rejects.toThrow(
      'INITIATIVE_INCOMPLETE',
    );
    expect(await status('/vorhaben/luecke')).toBe(404);
    expect(await status('/api/v1/initiatives/luecke')).toBe(404);
    expect(await get('/vorhaben.csv')).not.toContain('luecke');
    const jar = await open('clerk-fiona');
    expect(await (await jar.fetch('/vorhaben/bearbeiten/luecke')).text()).toContain('Italienisch: Ziel');
    expect((await jar.fetch('/vorhaben/bearbeiten/luecke/aendern')).status).toBe(403);
    await saveInitiative(app, hanna, { id: 'luecke', revision: 1 }, content('Ganz'));
    await saveInitiative(app, hanna, { id: 'luecke', revision: 1 }, content('Ganz'));
    await expect(saveInitiative(app, hanna, { id: 'luecke', revision: 1 }, content('Spät'))).rejects.toThrow(
      'REVISION_CONFLICT',
    );
    await publishInitiative(app, hanna, { id: 'luecke', revision: 2 });
    for (const path of [
      '/vorhaben',
      '/vorhaben/luecke',
      '/vorhaben.atom',
      '/api/v1/initiatives',
      '/vorhaben.csv',
    ])
      expect(await get(path), path).toContain('Ganz de');
    // What is public stays whole.
    await expect(saveInitiative(app, hanna, { id: 'luecke', revision: 3 }, gap)).rejects.toThrow(
      'INITIATIVE_INCOMPLETE',
    );
    expect((await announceInitiative(app, 'luecke', {}))?.about).toEqual({
      topic: ['tiere'],
      unit: ['veterinaeramt'],
      service: [],
    });
    await program.settle();
    expect(await get('/api/v1/search?q=Ganz&lang=de')).toContain('/vorhaben/luecke');
  });

  it('is changed by those who lead its unit, and by the Fachstelle', async () => {
    const { app } = program;
    await published('nur-vetamt');
    const seen = { id: 'nur-vetamt', revision: 2 };
    await expect(saveInitiative(app, fiona, seen, content('x'))).rejects.toThrow('FORBIDDEN');
    await expect(
      beginInitiative(app, hanna, 'fremd', content('x', { unit: 'steuerverwaltung' })),
    ).rejects.toThrow('FORBIDDEN');
    await expect(
      saveInitiative(app, hanna, seen, content('x', { unit: 'steuerverwaltung' })),
    ).rejects.toThrow('FORBIDDEN');
    await saveInitiative(app, ines, seen, content('Von der Fachstelle'));
  });

  it('never waits for itself, also when two close the circle at once', async () => {
    const { app } = program;
    for (const id of ['kreis-a', 'kreis-b', 'kreis-c']) await published(id);
    await saveInitiative(app, hanna, { id: 'kreis-a', revision: 2 }, content('a', { needs: ['kreis-b'] }));
    const close = await Promise.allSettled([
      saveInitiative(app, hanna, { id: 'kreis-b', revision: 2 }, content('b', { needs: ['kreis-c'] })),
      saveInitiative(app, hanna, { id: 'kreis-c', revision: 2 }, content('c', { needs: ['kreis-a'] })),
    ]);
    expect(close.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(
      saveInitiative(app, hanna, { id: 'kreis-a', revision: 3 }, content('a', { needs: ['kreis-a'] })),
    ).rejects.toThrow('INITIATIVE_CIRCLE');
    await expect(
      saveInitiative(app, hanna, { id: 'kreis-a', revision: 3 }, content('a', { needs: ['gibt-es-nicht'] })),
    ).rejects.toThrow('NOT_FOUND');
    expect(await get('/vorhaben/zusammenhang')).toContain('/vorhaben/kreis-b');
  });
});

describe('opinions', () => {
  const opinion = (more: Partial<NewOpinion>): NewOpinion => ({
    ...{ id: randomUUID(), initiative: 'meinungen', side: 'owner', phase: 'pilot', light: 'well' },
    ...{ words: 'Läuft.', language: 'de' },
    ...more,
  });

  it('of both sides stand beside each other; nobody speaks for the other, and nothing is overwritten', async () => {
    const { app } = program;
    await published('meinungen');
    const own = opinion({});
    await giveOpinion(app, hanna, own);
    await giveOpinion(app, hanna, own);
    await expect(giveOpinion(app, hanna, { ...own, light: 'stuck' })).rejects.toThrow('SENT_BEFORE');
    await giveOpinion(
      app,
      ines,
      opinion({ side: 'hub', phase: 'idea', light: 'stuck', words: 'Steht <b>still</b>.' }),
    );
    await expect(giveOpinion(app, ines, opinion({}))).rejects.toThrow('FORBIDDEN');
    await expect(giveOpinion(app, hanna, opinion({ side: 'hub' }))).rejects.toThrow('FORBIDDEN');
    const initiative = await initiativeById(app.db, 'meinungen');
    // The phase is that of the owner.
    expect(initiative).toMatchObject({ phase: 'pilot', ownerLight: 'well', hubLight: 'stuck' });
    const html = await get('/vorhaben/meinungen?lang=de');
    expect(html).toContain('Läuft.');
    expect(html).toContain('Steht &lt;b>still&lt;/b>.');
    await expect(barePool(app).query('update initiatives.opinion set light = $1', ['well'])).rejects.toThrow(
      'append-only',
    );
    expect(await announceMove(app, 'meinungen', { opinion: own.id, moved: true })).toMatchObject({
      path: '/vorhaben/meinungen',
    });
    expect(await announceMove(app, 'meinungen', { opinion: own.id, moved: false })).toBeUndefined();
  });
});

describe('entries', () => {
  const entry = (more: Partial<NewEntry>): NewEntry => ({
    ...{ id: randomUUID(), initiative: 'geld', kind: 'credit', day: '2026-11-01', amount: 100_000 },
    ...{ weight: null, ends: null, words: 'Kredit', language: 'de' },
    ...more,
  });

  it('keep the sums in step, also many at once, and never take back more than there is', async () => {
    const { app } = program;
    await published('geld');
    const first = entry({});
    await Promise.all([addEntry(app, hanna, first), addEntry(app, hanna, first)]);
    await Promise.all(
      Array.from({ length: 10 }, () => addEntry(app, hanna, entry({ kind: 'spent', amount: 5000 }))),
    );
    await expect(addEntry(app, hanna, entry({ kind: 'spent', amount: -50_001 }))).rejects.toThrow(
      'INITIATIVE_MONEY_NEGATIVE',
    );
    await addEntry(app, hanna, entry({ kind: 'spent', amount: -5000, words: 'Doppelt gebucht' }));
    expect(await initiativeById(app.db, 'geld')).toMatchObject({ credit: 100_000, spent: 45_000 });
    const [wrong] = await rows<{ count: number }>(`select count(*)::int from initiatives.initiative i
      where credit_rappen <> coalesce((select sum(amount_rappen) from initiatives.entry where initiative_id = i.id and kind = 'credit'), 0)
         or spent_rappen <> coalesce((select sum(amount_rappen) from initiatives.entry where initiative_id = i.id and kind = 'spent'), 0)`);
    expect(wrong?.count).toBe(0);
  });

  it('of risks are for staff, and end once', async () => {
    const { app } = program;
    await published('risiko');
    const risk = entry({
      initiative: 'risiko',
      kind: 'risk',
      amount: null,
      weight: 6,
      words: 'Geheimes Wagnis',
    });
    await addEntry(app, hanna, risk);
    expect(await get('/vorhaben/risiko')).not.toContain('Geheimes Wagnis');
    const jar = await open('clerk-fiona');
    expect(await (await jar.fetch('/vorhaben/bearbeiten/risiko')).text()).toContain('Geheimes Wagnis');
    const end = () => entry({ initiative: 'risiko', kind: 'risk-ended', amount: null, ends: risk.id });
    const ends = await Promise.allSettled([addEntry(app, hanna, end()), addEntry(app, hanna, end())]);
    expect(ends.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(
      addEntry(app, hanna, entry({ kind: 'risk-ended', amount: null, ends: risk.id })),
    ).rejects.toThrow('RISK_ENDED');
  });

  it('that are typed wrong come back with what was typed', async () => {
    const jar = await open('head-hanna');
    const page = '/vorhaben/bearbeiten/geld/eintrag';
    const wrong = await send(jar, page, {
      ...{ art: 'credit', betrag: '1.999', worte: 'Behalten Sie das' },
      ...{ 'tag.day': '31', 'tag.month': '2', 'tag.year': '2026' },
    });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('Behalten Sie das');
    expect(new Set(html.match(/href="#(?:betrag|tag)"/g)).size).toBe(2);
    const ahead = { 'tag.day': '1', 'tag.month': '1', 'tag.year': '2031' };
    expect((await send(jar, page, { art: 'decision', worte: 'x', ...ahead })).status).toBe(422);
  });
});

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
    await published('nutzen', { services: ['hund-anmelden'] });
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
    await published('fallen');
    const each = promise({ initiative: 'fallen' });
    await promiseBenefit(app, hanna, each);
    await dropHypothesis(app, hanna, { id: each.id, why: 'Das Gesetz hat sich geändert.', language: 'de' });
    await runAt(app.clock, new Date('2027-07-01T03:00:00Z'), () => judgeHypotheses(app));
    const [dropped] = await hypothesesOf(app, ['fallen']);
    expect(dropped?.verdicts).toHaveLength(1);
    expect(await get('/vorhaben/fallen?lang=de')).toContain('Das Gesetz hat sich geändert.');
  });

  it('are bound to a measure of what it can be asked of, with a day ahead', async () => {
    const jar = await open('head-hanna');
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
    await published('team');
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
