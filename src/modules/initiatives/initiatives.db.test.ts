// Initiatives with a real database: from a draft to the public, circles, both opinions, money and risks; and bad input.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barePool } from '../../../tests/support/unguarded.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { addEntry, type NewEntry } from './actions/add-entry.ts';
import { giveOpinion, type NewOpinion } from './actions/give-opinion.ts';
import { beginInitiative, publishInitiative, saveInitiative } from './actions/save-initiative.ts';
import { announceInitiative, announceMove } from './announce.ts';
import { initiativeById } from './queries/initiatives.ts';
import { content, open, published, send, staffOf } from './testing/portfolio.ts';

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
const status = async (path: string) => (await program.server.inject(path)).statusCode;

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
    const jar = await open(program, 'clerk-fiona');
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
    await published(program, hanna, 'nur-vetamt');
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
    for (const id of ['kreis-a', 'kreis-b', 'kreis-c']) await published(program, hanna, id);
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
    await published(program, hanna, 'meinungen');
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
    ...{ id: randomUUID(), initiative: 'kosten', kind: 'credit', day: '2026-11-01', amount: 100_000 },
    ...{ weight: null, ends: null, words: 'Kredit', language: 'de' },
    ...more,
  });

  it('keep the sums in step, also many at once, and never take back more than there is', async () => {
    const { app } = program;
    await published(program, hanna, 'kosten');
    const first = entry({});
    await Promise.all([addEntry(app, hanna, first), addEntry(app, hanna, first)]);
    await Promise.all(
      Array.from({ length: 10 }, () => addEntry(app, hanna, entry({ kind: 'spent', amount: 5000 }))),
    );
    await expect(addEntry(app, hanna, entry({ kind: 'spent', amount: -50_001 }))).rejects.toThrow(
      'INITIATIVE_MONEY_NEGATIVE',
    );
    await addEntry(app, hanna, entry({ kind: 'spent', amount: -5000, words: 'Doppelt gebucht' }));
    expect(await initiativeById(app.db, 'kosten')).toMatchObject({ credit: 100_000, spent: 45_000 });
    const [wrong] = await rows<{ count: number }>(`select count(*)::int from initiatives.initiative i
      where credit_rappen <> coalesce((select sum(amount_rappen) from initiatives.entry where initiative_id = i.id and kind = 'credit'), 0)
         or spent_rappen <> coalesce((select sum(amount_rappen) from initiatives.entry where initiative_id = i.id and kind = 'spent'), 0)`);
    expect(wrong?.count).toBe(0);
  });

  it('of risks are for staff, and end once', async () => {
    const { app } = program;
    await published(program, hanna, 'risiko');
    const risk = entry({
      initiative: 'risiko',
      kind: 'risk',
      amount: null,
      weight: 6,
      words: 'Geheimes Wagnis',
    });
    await addEntry(app, hanna, risk);
    expect(await get('/vorhaben/risiko')).not.toContain('Geheimes Wagnis');
    const jar = await open(program, 'clerk-fiona');
    expect(await (await jar.fetch('/vorhaben/bearbeiten/risiko')).text()).toContain('Geheimes Wagnis');
    const end = () => entry({ initiative: 'risiko', kind: 'risk-ended', amount: null, ends: risk.id });
    const ends = await Promise.allSettled([addEntry(app, hanna, end()), addEntry(app, hanna, end())]);
    expect(ends.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(addEntry(app, hanna, end())).rejects.toThrow('RISK_ENDED');
    const ofAnother = entry({ kind: 'risk-ended', amount: null, ends: risk.id });
    await expect(addEntry(app, hanna, ofAnother)).rejects.toThrow('RISK_ENDED');
  });

  it('that are typed wrong come back with what was typed', async () => {
    const jar = await open(program, 'head-hanna');
    const page = '/vorhaben/bearbeiten/kosten/eintrag';
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
