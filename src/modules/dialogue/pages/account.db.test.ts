// The account's pages and API through the whole program: own things only, by key, helpful when empty.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../../engine/index.ts';
import { demoActor } from '../../identity/index.ts';
import { examplesOf, serviceById } from '../../catalogue/index.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { removeOldMails } from '../actions/remove-old-mails.ts';

const atOnce = 'Ein Hund, sofort bestätigt';
const byStaff = 'Rottweiler, das Veterinäramt prüft';
let program: TestProgram;
const tokens: Record<string, string> = {};
let keys = 0;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  for (const identity of ['resident-anna', 'resident-bruno', 'clerk-fiona', 'dpo-jonas']) {
    tokens[identity] = await program.token(identity);
  }
}, 240_000);
afterAll(() => program.stop());

async function get(path: string, identity?: string, language = 'de') {
  const headers: Record<string, string> = { 'accept-language': language, accept: 'text/html' };
  if (identity) headers['authorization'] = `Bearer ${tokens[identity]}`;
  const response = await fetch(program.origin + path, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function post(path: string, identity: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${program.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[identity]}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as { case: { ref: string }; revision: number };
}

async function submit(example: string, identity = 'resident-anna'): Promise<string> {
  const found = examplesOf(program.app, 'hund-anmelden').find((each) => each.name === example);
  const answers = resolveDayTokens(found?.answers ?? {}, program.app.clock.today());
  const created = await post('/services/hund-anmelden/submissions', identity, { answers }, { 'idempotency-key': `account-test-${keys++}` });
  return created.case.ref;
}

async function act(ref: string, action: string, identity: string, input: unknown = {}): Promise<void> {
  const { revision } = await program.app.db.selectFrom('cases.matter').select('revision').where('ref', '=', ref).executeTakeFirstOrThrow();
  await post(`/cases/${ref}/actions/${action}`, identity, input, { 'if-match': String(revision) });
}

/** The section of a band, by its id. */
const band = (html: string, id: string) => new RegExp(`<section class="band[^"]*" id="${id}".*?</section>`, 's').exec(html)?.[0] ?? '';

test('a newcomer is shown how to begin, in four languages', async () => {
  for (const [language, words] of Object.entries({ de: 'So fangen Sie an', fr: 'Pour commencer', it: 'Per cominciare', en: 'How to begin' })) {
    const { status, text } = await get(`/konto?lang=${language}`, 'resident-bruno', language);
    expect(status).toBe(200);
    expect(text).toContain(words);
    expect(text).toContain('action="/suche"');
    expect(text).toContain('href="/lebenslagen/umzug"');
    expect(text).not.toContain('id="laeuft"');
  }
});

test('the account shows what to do, what runs, what is closed and the letters', async () => {
  const open = await submit(byStaff);
  const asked = await submit(byStaff);
  const closed = await submit(atOnce);
  await act(asked, 'take', 'clerk-fiona');
  await act(asked, 'ask', 'clerk-fiona', { question: 'Wie alt ist er?' });
  const anna = await demoActor(program.app, 'resident-anna');
  const definition = serviceById(program.app, 'umzug-melden');
  if (anna.kind !== 'person' || !definition) throw new Error('demo data');
  await startDraft(program.app, anna, definition, 'de');

  const { status, text } = await get('/konto', 'resident-anna');
  expect(status).toBe(200);
  expect(text).toContain('<h1>Guten Tag, Anna Beispiel</h1>');
  const todo = band(text, 'erledigen');
  expect(todo).toContain(`href="/faelle/${asked}"`);
  expect(todo).toContain('Frage beantworten: Hund anmelden');
  expect(todo).toContain('href="/leistungen/umzug-melden/formular"');
  expect(todo).toContain('24.\u00a0Dezember');
  expect(todo).not.toContain(open);
  const running = band(text, 'laeuft');
  expect(running).toContain('2\u00a0Geschäfte');
  expect(running).toContain('Versprochen bis 27.\u00a0November');
  expect(running).toContain('die Frist steht so lange still');
  expect(running.match(/<ol class="track"/g)).toHaveLength(2);
  expect(running).toContain(`aria-label="Stand Hund anmelden, ${open}"`);
  expect(band(text, 'abgeschlossen')).toContain(`href="/faelle/${closed}"`);
  expect(band(text, 'postfach')).toContain('Ihr Hund ist angemeldet');
  expect(band(text, 'zugriffe')).toContain('Sachbearbeitung');

  // Answered: nothing to do about it any more.
  await act(asked, 'reply', 'resident-anna', { answer: 'Ein Jahr.' });
  expect(band((await get('/konto', 'resident-anna')).text, 'erledigen')).not.toContain(asked);
});

test('a missed promise is said plainly', async () => {
  const ref = await submit(byStaff);
  await program.app.db.updateTable('cases.matter').set({ due: '2026-11-20' }).where('ref', '=', ref).execute();
  const { text } = await get('/konto', 'resident-anna');
  expect(text).toContain('Versprochen war eine Antwort bis 20.\u00a0November. Das haben wir noch nicht eingehalten.');
});

test('who may: visitors sign in, staff are led to their work', async () => {
  const visitor = await get('/konto');
  expect([visitor.status, visitor.headers.get('location')]).toEqual([303, '/anmelden?weiter=%2Fkonto']);
  const clerk = await get('/konto', 'clerk-fiona');
  expect([clerk.status, clerk.headers.get('location')]).toEqual([303, '/arbeitsliste']);
  const officer = await get('/konto', 'dpo-jonas');
  expect([officer.status, officer.headers.get('location')]).toEqual([303, '/konto/zugriffe']);
  for (const path of ['/konto/postfach', '/konto/geschaefte', '/api/v1/me/cases']) {
    expect((await get(path, 'clerk-fiona')).status, path).toBe(403);
  }
  expect((await get('/api/v1/me/cases')).status).toBe(401);
  expect((await get('/api/v1/me/export')).status).toBe(401);
});

test('own things only', async () => {
  const ref = await submit(atOnce);
  for (const path of ['/konto', '/konto/postfach', '/konto/geschaefte', '/api/v1/me/cases', '/api/v1/me/export']) {
    const { status, text } = await get(path, 'resident-bruno');
    expect(status).toBe(200);
    expect(text, path).not.toContain(ref);
  }
});

test('all letters and all cases page by key, each once, newest first', async () => {
  const anna = await demoActor(program.app, 'resident-anna');
  if (anna.kind !== 'person') throw new Error('demo data');
  const ref = await submit(atOnce);
  const { model } = await program.app.db.selectFrom('cases.document').select('model').where('case_ref', '=', ref).executeTakeFirstOrThrow();
  const at = program.app.clock.now();
  // Thirty letters of the same moment: the key must tell them apart.
  for (let index = 0; index < 35; index++) {
    await program.app.db
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
      const { text } = await get(next, 'resident-anna');
      found.push(...[...text.matchAll(pattern)].map((each) => each[1] ?? ''));
      next = /<a class="ds-button"[^>]* href="([^"]+)" rel="next"/.exec(text)?.[1];
    }
    return found;
  };
  const rows = await program.app.db
    .selectFrom('cases.document as document')
    .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
    .select('document.id')
    .where('owner_id', '=', anna.id)
    .execute();
  const letters = await pages('/konto/postfach', /\/dokumente\/([0-9a-f-]{36})"/g);
  expect(letters.length).toBeGreaterThan(35);
  expect(letters.toSorted()).toEqual(rows.map((row) => row.id).toSorted());
  expect((await get('/konto/postfach?cursor=garbage', 'resident-anna')).status).toBe(200);
  expect((await get('/konto/postfach?cursor=2026-99-99T99:99:99.999Z_00000000-0000-4000-8000-000000000000', 'resident-anna')).status).toBe(200);

  const refs = await program.app.db.selectFrom('cases.matter').select('ref').where('owner_id', '=', anna.id).execute();
  const cases = await pages('/konto/geschaefte', /<h3[^>]*><a href="\/faelle\/([0-9A-Z-]+)"/g);
  expect(cases.toSorted()).toEqual(refs.map((row) => row.ref).toSorted());
});

test('revoked and expired letters say so', async () => {
  const ref = await submit(atOnce);
  const set = (values: { valid_until?: string; revoked_at?: Date }) =>
    program.app.db.updateTable('cases.document').set(values).where('case_ref', '=', ref).execute();
  await set({ valid_until: '2026-12-31' });
  expect((await get('/konto/postfach', 'resident-anna')).text).toContain('Gültig bis 31.\u00a0Dezember\u00a02026.');
  await set({ valid_until: '2026-11-23' });
  expect((await get('/konto/postfach', 'resident-anna')).text).toContain('war gültig bis 23.\u00a0November\u00a02026');
  await set({ revoked_at: program.app.clock.now() });
  expect((await get('/konto/postfach', 'resident-anna')).text).toContain('widerrufen');
});

test('GET /api/v1/me/cases', async () => {
  const ref = await submit(byStaff);
  const { text } = await get('/api/v1/me/cases', 'resident-anna', 'en');
  const { items, next } = JSON.parse(text) as { items: Record<string, unknown>[]; next: string | null };
  expect(next).toBeNull();
  expect(items[0]).toMatchObject({
    ref,
    service: 'hund-anmelden',
    state: 'submitted',
    due: '2026-11-27',
    closedAt: null,
    url: `${program.origin}/api/v1/cases/${ref}`,
  });
});

test('the export is one JSON file with everything, and is logged', async () => {
  const ref = await submit(atOnce);
  await program.settle();
  const { status, headers, text } = await get('/api/v1/me/export', 'resident-anna');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  expect(headers.get('content-disposition')).toBe('attachment; filename="drehscheibe-export-2026-11-24.json"');
  expect(headers.get('cache-control')).toBe('private, no-store');
  const data = JSON.parse(text) as {
    account: Record<string, unknown>;
    registers: { resident: Record<string, unknown>; company: unknown };
    cases: Record<string, unknown>[];
    drafts: Record<string, unknown>[];
    accesses: Record<string, unknown>[];
  };
  expect(data.account).toMatchObject({ name: 'Anna Beispiel', email: 'anna@example.org' });
  expect(data.registers.resident).toMatchObject({ firstName: 'Anna', ahv: '756.9999.0010.14', municipality: 'Basel' });
  expect(data.registers.company).toBeNull();
  const exported = data.cases.find((each) => each['ref'] === ref);
  expect(exported).toMatchObject({
    service: 'hund-anmelden',
    state: 'confirmed',
    answers: { hunde: [{ rufname: 'Luna' }] },
    outcome: { by: 'programme' },
    mails: [{ to: 'anna@example.org', subject: 'Ein Brief liegt für Sie bereit: Hund anmelden' }],
  });
  expect(exported?.['history']).toHaveLength(2);
  expect(exported?.['documents']).toHaveLength(1);
  const count = await program.app.db
    .selectFrom('cases.matter')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', String(data.account['id']))
    .executeTakeFirstOrThrow();
  expect(data.cases).toHaveLength(Number(count.count));
  expect(data.drafts).toMatchObject([{ service: 'umzug-melden' }]);
  expect(data.accesses.filter((each) => each['purpose'] === 'Eigene Daten herunterladen').length).toBeGreaterThanOrEqual(2);
  // Nobody else's secrets or names come along.
  expect(text).not.toContain('Fiona');
  expect(text).not.toContain('staffId');
});

test('the export pages through more uses than fit in one query', async () => {
  const bruno = await demoActor(program.app, 'resident-bruno');
  if (bruno.kind !== 'person') throw new Error('demo data');
  await program.app.db
    .insertInto('kernel.access_entry')
    .values(
      Array.from({ length: 250 }, (_, index) => ({
        at: program.app.clock.now(),
        kind: 'read',
        actor_kind: 'programme',
        subject_id: bruno.id,
        fields: ['name'],
        purpose: 'worklist',
        case_ref: `2026-TEST-${index}`,
      })),
    )
    .execute();
  const data = JSON.parse((await get('/api/v1/me/export', 'resident-bruno')).text) as { accesses: { case: string | null }[] };
  const refs = data.accesses.map((each) => each.case).filter((each) => each?.startsWith('2026-TEST-'));
  expect(new Set(refs).size).toBe(250);
  expect(refs).toHaveLength(250);
});

test('staff get their own account and nothing more', async () => {
  const data = JSON.parse((await get('/api/v1/me/export', 'clerk-fiona')).text) as Record<string, unknown>;
  expect(data).toMatchObject({ account: { kind: 'staff' }, cases: [], drafts: [], registers: { resident: null, company: null } });
});

test('the outbox shows each mail as it was sent', async () => {
  const ref = await submit(byStaff);
  await program.settle();
  const list = await get('/demo/outbox');
  expect(list.status).toBe(200);
  const [first = ''] = [...list.text.matchAll(/href="(\/demo\/outbox\/[0-9a-f-]{36})"/g)].map((each) => each[1] ?? '');
  const mail = await get(first);
  expect(mail.text).toContain('anna@example.org');
  expect(mail.text).toContain(ref);
  const file = await get(`${first}.eml`);
  expect(file.headers.get('content-type')).toContain('message/rfc822');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const parsed = await simpleParser(file.text);
  expect(parsed.text).toContain(ref);
  expect((await get('/demo/outbox/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  expect((await get('/demo/outbox/00000000-0000-4000-8000-000000000000.eml')).status).toBe(404);
  expect((await get('/demo/outbox/x')).status).toBe(404);
});

test('mails go after ninety days', async () => {
  const old = new Date(program.app.clock.now().getTime() - 91 * 86_400_000);
  const put = (key: string, at: Date) =>
    program.app.db
      .insertInto('kernel.mail')
      .values({ at, key, recipient: 'anna@example.org', subject: 'Alt', message: Buffer.from('x') })
      .execute();
  await put('test/old', old);
  await put('test/new', program.app.clock.now());
  await removeOldMails(program.app);
  const kept = await program.app.db.selectFrom('kernel.mail').select('key').where('key', 'like', 'test/%').execute();
  expect(kept).toEqual([{ key: 'test/new' }]);
});
