// The account's pages through the whole program: own things only, by key, helpful when empty.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../../engine/index.ts';
import { examplesOf, serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { asIdentities, atOnce, byStaff, type Client } from '../testing/as-identities.ts';

let program: TestProgram;
let as: Client;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
}, 240_000);
afterAll(() => program.stop());

/** The section of a band, by its id. */
const band = (html: string, id: string) =>
  new RegExp(`<section class="band[^"]*" id="${id}".*?</section>`, 's').exec(html)?.[0] ?? '';

test('a newcomer is shown how to begin, in four languages', async () => {
  for (const [language, words] of Object.entries({
    de: 'So fangen Sie an',
    fr: 'Pour commencer',
    it: 'Per cominciare',
    en: 'How to begin',
  })) {
    const { status, text } = await as.get(`/konto?lang=${language}`, 'resident-bruno', language);
    expect(status).toBe(200);
    expect(text).toContain(words);
    expect(text).toContain('action="/suche"');
    expect(text).toContain('href="/lebenslagen/umzug"');
    expect(text).not.toContain('id="laeuft"');
  }
});

test('the account shows what to do, what runs, what is closed and the letters', async () => {
  const open = await as.submit(byStaff);
  const asked = await as.submit(byStaff);
  const closed = await as.submit(atOnce);
  await as.act(asked, 'take', 'clerk-fiona');
  await as.act(asked, 'ask', 'clerk-fiona', { question: 'Wie alt ist er?' });
  const anna = await demoActor(program.app, 'resident-anna');
  const definition = serviceById(program.app, 'umzug-melden');
  if (anna.kind !== 'person' || !definition) throw new Error('demo data');
  await startDraft(program.app, anna, definition, 'de');

  const { status, text } = await as.get('/konto', 'resident-anna');
  expect(status).toBe(200);
  expect(text).toContain('<h1>Guten Tag, Anna Beispiel</h1>');
  const todo = band(text, 'erledigen');
  expect(todo).toContain(`href="/faelle/${asked}"`);
  expect(todo).toContain('Frage beantworten: Hund anmelden');
  expect(todo).toContain('href="/leistungen/umzug-melden/formular/vorab"');
  expect(todo).toContain('Wohnung und weitere. Ihre Angaben');
  expect(todo).toContain('24.\u00a0Dezember');
  expect(todo).not.toContain(open);
  const running = band(text, 'laeuft');
  expect(running).toContain('2\u00a0Geschäfte');
  expect(running).toContain('Antwort versprochen bis 27.\u00a0November');
  expect(running).toContain('die Frist steht so lange still');
  expect(running.match(/<ol class="track"/g)).toHaveLength(2);
  expect(running).toContain(`aria-label="Stand Hund anmelden, ${open}"`);
  expect(band(text, 'abgeschlossen')).toContain(`href="/faelle/${closed}"`);
  expect(band(text, 'postfach')).toContain('Ihr Hund ist angemeldet');
  expect(band(text, 'zugriffe')).toContain('Sachbearbeitung');

  // Answered: nothing to do about it any more.
  await as.act(asked, 'reply', 'resident-anna', { answer: 'Ein Jahr.' });
  expect(band((await as.get('/konto', 'resident-anna')).text, 'erledigen')).not.toContain(asked);
});

test('a draft says what is missing, on which pages, and leads to the first of them', async () => {
  const { app } = program;
  const carla = await demoActor(app, 'resident-carla');
  const definition = serviceById(app, 'hund-anmelden');
  if (carla.kind !== 'person' || !definition) throw new Error('demo data');
  const draft = await startDraft(app, carla, definition, 'de');
  const form = '/leistungen/hund-anmelden/formular';
  const example = examplesOf(app, 'hund-anmelden').find((each) => each.name === atOnce);
  const full = resolveDayTokens(example?.answers ?? {}, app.clock.today()) as Record<string, unknown>;
  /** The row of the draft after these answers and confirmed pages. */
  const row = async (answers: Record<string, unknown>, visited: string[], language = 'de') => {
    await bareDb(app)
      .updateTable('intake.draft')
      .set({ answers: JSON.stringify(answers), visited })
      .where('id', '=', draft.id)
      .execute();
    const html = (await as.get(`/konto?lang=${language}`, 'resident-carla', language)).text;
    return band(html, 'erledigen').replaceAll('\u00a0', ' ');
  };
  const nothing = await row({}, []);
  expect(nothing).toContain(
    'Es fehlen noch mindestens 3 Angaben auf 3 Seiten: Hunde, Versicherung, Ermässigung. ',
  );
  expect(nothing).toContain(`href="${form}/halter"`);

  const { ergaenzungsleistungen: _, ...others } = full;
  const one = await row(others, ['halter', 'hunde', 'haftpflicht']);
  expect(one).toContain('Es fehlt noch 1 Angabe auf 1 Seite: ');
  expect(one).toContain(`href="${form}/ermaessigung"`);
  expect(await row(others, ['halter', 'hunde', 'haftpflicht'], 'en')).toContain(
    '1 answer is still missing on 1 page: ',
  );

  expect(await row(full, ['halter', 'hunde', 'haftpflicht'])).toContain(
    'Es fehlt nichts mehr. Lesen Sie noch 1 Seite durch: ',
  );
  const complete = await row(full, ['halter', 'hunde', 'haftpflicht', 'ermaessigung']);
  expect(complete).toContain('Alles ist ausgefüllt');
  expect(complete).toContain(`href="${form}/pruefen"`);
  expect(complete).toContain('bleiben bis 24. Dezember erhalten');
});

test('a missed promise is said plainly', async () => {
  const ref = await as.submit(byStaff);
  await bareDb(program.app)
    .updateTable('cases.matter')
    .set({ due: '2026-11-20' })
    .where('ref', '=', ref)
    .execute();
  const { text } = await as.get('/konto', 'resident-anna');
  expect(text).toContain(
    'Versprochen war eine Antwort bis 20.\u00a0November. Das haben wir noch nicht eingehalten.',
  );
});

test('who may: visitors sign in, staff are led to their work', async () => {
  const visitor = await as.get('/konto');
  expect([visitor.status, visitor.headers.get('location')]).toEqual([303, '/anmelden?weiter=%2Fkonto']);
  const clerk = await as.get('/konto', 'clerk-fiona');
  expect([clerk.status, clerk.headers.get('location')]).toEqual([303, '/arbeitsliste']);
  const officer = await as.get('/konto', 'dpo-jonas');
  expect([officer.status, officer.headers.get('location')]).toEqual([303, '/aufsicht']);
  for (const path of ['/konto/postfach', '/konto/geschaefte', '/api/v1/me/cases']) {
    expect((await as.get(path, 'clerk-fiona')).status, path).toBe(403);
  }
  expect((await as.get('/api/v1/me/cases')).status).toBe(401);
  expect((await as.get('/api/v1/me/export')).status).toBe(401);
});

test('own things only', async () => {
  const ref = await as.submit(atOnce);
  for (const path of [
    '/konto',
    '/konto/postfach',
    '/konto/geschaefte',
    '/api/v1/me/cases',
    '/api/v1/me/export',
  ]) {
    const { status, text } = await as.get(path, 'resident-bruno');
    expect(status).toBe(200);
    expect(text, path).not.toContain(ref);
  }
});

test('all letters and all cases page by key, each once, newest first', async () => {
  const anna = await demoActor(program.app, 'resident-anna');
  if (anna.kind !== 'person') throw new Error('demo data');
  const ref = await as.submit(atOnce);
  const { model } = await bareDb(program.app)
    .selectFrom('cases.document')
    .select('model')
    .where('case_ref', '=', ref)
    .executeTakeFirstOrThrow();
  const at = program.app.clock.now();
  // Thirty letters of the same moment: the key must tell them apart.
  for (let index = 0; index < 35; index++) {
    await bareDb(program.app)
      .insertInto('cases.document')
      .values({
        case_ref: ref,
        letter: 'confirmed',
        title: `Brief ${index}`,
        language: 'de',
        model: JSON.stringify(model),
        verify_code: `TEST-${index}`,
        issued_at: at,
      })
      .execute();
  }
  const pages = async (path: string, pattern: RegExp) => {
    const found: string[] = [];
    let next: string | undefined = path;
    for (let count = 0; next !== undefined && count < 10; count++) {
      const { text } = await as.get(next, 'resident-anna');
      found.push(...[...text.matchAll(pattern)].map((each) => each[1] ?? ''));
      next = /<a class="ds-button"[^>]* href="([^"]+)" rel="next"/.exec(text)?.[1];
    }
    return found;
  };
  const rows = await bareDb(program.app)
    .selectFrom('cases.document as document')
    .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
    .select('document.id')
    .where('owner_id', '=', anna.id)
    .execute();
  const letters = await pages('/konto/postfach', /\/dokumente\/([0-9a-f-]{36})"/g);
  expect(letters.length).toBeGreaterThan(35);
  expect(letters.toSorted()).toEqual(rows.map((row) => row.id).toSorted());
  for (const cursor of ['garbage', '2026-99-99T99:99:99.999Z_00000000-0000-4000-8000-000000000000'])
    expect((await as.get(`/konto/postfach?cursor=${cursor}`, 'resident-anna')).status).toBe(400);

  const refs = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('ref')
    .where('owner_id', '=', anna.id)
    .execute();
  const cases = await pages('/konto/geschaefte', /<h3[^>]*><a href="\/faelle\/([0-9A-Z-]+)"/g);
  expect(cases.toSorted()).toEqual(refs.map((row) => row.ref).toSorted());
});

test('revoked and expired letters say so', async () => {
  const ref = await as.submit(atOnce);
  const set = (values: { valid_until?: string; revoked_at?: Date }) =>
    bareDb(program.app).updateTable('cases.document').set(values).where('case_ref', '=', ref).execute();
  await set({ valid_until: '2026-12-31' });
  expect((await as.get('/konto/postfach', 'resident-anna')).text).toContain(
    'Gültig bis 31.\u00a0Dezember\u00a02026.',
  );
  await set({ valid_until: '2026-11-23' });
  expect((await as.get('/konto/postfach', 'resident-anna')).text).toContain(
    'war gültig bis 23.\u00a0November\u00a02026',
  );
  await set({ revoked_at: program.app.clock.now() });
  expect((await as.get('/konto/postfach', 'resident-anna')).text).toContain('widerrufen');
});
