// Forms begun before signing in: only their browser finds them, nothing of a register is in them, and they go soon.
import { bareDb } from '../../../tests/support/unguarded.ts';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { pdf } from '../../../tests/support/upload.ts';
import { newSecret } from '../../kernel/secret.ts';
import { serviceById } from '../catalogue/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { announceRemoval } from './actions/announce-removal.ts';
import { removeExpiredDrafts } from './actions/discard-draft.ts';
import { hasVisitorDraft } from './queries/visitor-draft.ts';
import { accesses, answer, begin, dog, drafts, forget, halter, hidden, theDraft } from './testing/visitor.ts';

let program: TestProgram;

beforeAll(async () => {
  program = await testProgram({ TRUSTED_PROXIES: '1' });
  await program.settle();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => forget(program));

describe('a visitor', () => {
  test('is told what beginning means; only looking makes nothing', async () => {
    const response = await new CookieJar(program.origin).fetch(dog, { headers: { 'accept-language': 'de' } });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toMatch(/nur in diesem Browser zur Verfügung, 2\sTage nach dem letzten Speichern/);
    expect(html).toContain(`href="/anmelden?weiter=${encodeURIComponent(dog)}&amp;stufe=low"`);
    expect(await drafts(program)).toEqual([]);
  });

  test('has each page saved under a secret of which the database knows only the hash; nobody’s data is read', async () => {
    const before = await accesses(program);
    const jar = await begin(program);
    const secret = jar.get('draft') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    const saved = await answer(jar, `${dog}/halter`, halter);
    // What a register may say can be left empty.
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${dog}/hunde`]);
    expect(saved.headers.getSetCookie().find((each) => each.startsWith('draft='))).toMatch(
      new RegExp(`Max-Age=172800; Path=${dog}; HttpOnly; SameSite=Lax$`),
    );
    const draft = await theDraft(program);
    expect(draft).toMatchObject({ owner_id: null, clerk_id: null, known: {}, visited: ['halter'] });
    expect(draft.answers).toMatchObject({ vorname: 'Annna' });
    expect(draft.token_hash?.equals(createHash('sha256').update(secret).digest())).toBe(true);
    const twoDays = draft.updated_at.getTime() + 2 * 86_400_000;
    // The clock is asked twice.
    expect(Math.abs(draft.expires_at.getTime() - twoDays)).toBeLessThan(1000);
    expect(await accesses(program)).toBe(before);
    const page = await (await jar.fetch(`${dog}/halter`, { headers: { 'accept-language': 'de' } })).text();
    expect(page).toContain('value="Annna"');
    expect(page).toContain('kommt es aus dem Register, wenn es dort steht: Vorname, Nachname, Adresse.');
  });

  test('is not written to before the form is removed: nobody knows where, and whoever takes it over is told in time', async () => {
    await begin(program);
    const emitted = () =>
      bareDb(program.app)
        .selectFrom('kernel.event')
        .select('id')
        .where('type', '=', 'draft.expires-soon')
        .execute();
    const before = await emitted();
    await announceRemoval(program.app);
    expect(await emitted()).toEqual(before);
    expect((await theDraft(program)).announced_at).toBeNull();
  });

  test('is not sent on by what is wrong, only by what is empty and a register may know', async () => {
    const jar = await begin(program);
    const wrong = await answer(jar, `${dog}/halter`, { ...halter, 'adresse.street': 'Nebenweg' });
    expect(wrong.status).toBe(422);
    const hunde = await answer(jar, `${dog}/hunde/1`, { 'hunde.0.rufname': '' });
    expect(hunde.status).toBe(422);
  });

  test('comes back to a page that shows nothing of what was typed, and throws all away with one button', async () => {
    const jar = await begin(program);
    await answer(jar, `${dog}/halter`, halter);
    const later = await answer(jar, `${dog}/halter`, { ...halter, _do: 'later' });
    expect(later.headers.get('location')).toBe(dog);
    const html = await (await jar.fetch(dog)).text();
    expect(html).not.toContain('Annna');
    const gone = await jar.post(`${dog}/verwerfen`, {
      _csrf: csrfOf(html),
      _draft: hidden(html, '_draft'),
    });
    expect(gone.status).toBe(303);
    expect(await drafts(program)).toEqual([]);
    expect(jar.get('draft')).toBeUndefined();
  });

  test('sends nothing: the summary leads to signing in, whatever is posted', async () => {
    const jar = await begin(program);
    const page = await (await jar.fetch(`${dog}/halter`)).text();
    const fields = { _csrf: csrfOf(page), _draft: hidden(page, '_draft'), _do: 'send', erklaerung: 'yes' };
    const sent = await jar.post(`${dog}/pruefen`, fields);
    expect(sent.headers.get('location')).toBe(
      `/anmelden?weiter=${encodeURIComponent(`${dog}/uebernehmen`)}&stufe=low`,
    );
    expect((await theDraft(program)).submitted_ref).toBeNull();
  });

  test('may not begin where the service wants to know first who it is; staff never', async () => {
    const definition = serviceById(program.app, 'hund-anmelden');
    if (!definition) throw new Error('demo data');
    definition.identity.signInFirst = true;
    try {
      const jar = new CookieJar(program.origin);
      const start = await jar.fetch(dog);
      expect([start.status, start.headers.get('location')]).toEqual([
        303,
        `/anmelden?weiter=${encodeURIComponent(dog)}`,
      ]);
      const other = await (await jar.fetch('/leistungen/umzug-melden/formular')).text();
      expect((await jar.post(dog, { _csrf: csrfOf(other) })).status).toBe(401);
    } finally {
      delete definition.identity.signInFirst;
    }
    const erik = new CookieJar(program.origin);
    await signIn(erik, 'counter-erik', '/schalter');
    expect((await erik.fetch(dog)).status).toBe(403);
    expect(await drafts(program)).toEqual([]);
  });

  test('can send files, few and together small, which go with the draft', async () => {
    const form = '/leistungen/anwohnerparkkarte/formular';
    const jar = await begin(program, form);
    await bareDb(program.app)
      .updateTable('intake.draft')
      .set({ answers: JSON.stringify({ aufEigenenNamen: true, adresseStimmt: false }) })
      .execute();
    const post = async (name: string) => {
      const html = await (await jar.fetch(`${form}/nachweis`)).text();
      const asked = /<form class="ask".*?<\/form>/s.exec(html)?.[0] ?? '';
      const body = new FormData();
      for (const [tag] of asked.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
        body.append(/name="([^"]*)"/.exec(tag)?.[1] ?? '', /value="([^"]*)"/.exec(tag)?.[1] ?? '');
      body.append('_file.fahrzeugausweis', new Blob([pdf(name) as BlobPart]), name);
      return jar.fetch(`${form}/nachweis`, { method: 'POST', body, headers: { origin: program.origin } });
    };
    await post('a.pdf');
    const uploads = () =>
      bareDb(program.app).selectFrom('intake.upload').selectAll().where('draft_id', 'is not', null).execute();
    const { id } = await theDraft(program);
    expect(await uploads()).toMatchObject([{ owner_id: null, draft_id: id, name: 'a.pdf' }]);
    await bareDb(program.app)
      .updateTable('intake.upload')
      .set({ size: 20 * 1_048_576 })
      .execute();
    const refused = await post('b.pdf');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/b\.pdf: .*höchstens 20\u00a0?\s?MB/);
    const html = await (await jar.fetch(form)).text();
    await jar.post(`${form}/verwerfen`, { _csrf: csrfOf(html), _draft: hidden(html, '_draft') });
    expect(await uploads()).toEqual([]);
  });

  test('may send files only as long as the form is open: a secret that looks right is not enough', async () => {
    const jar = await begin(program);
    const own = { draft: jar.get('draft') ?? '' };
    expect(await hasVisitorDraft(program.app, own)).toBe(true);
    expect(await hasVisitorDraft(program.app, { draft: newSecret() })).toBe(false);
    expect(await hasVisitorDraft(program.app, {})).toBe(false);
    await bareDb(program.app)
      .updateTable('intake.draft')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await hasVisitorDraft(program.app, own)).toBe(false);
  });

  test('whose pages have lost their token finds what was typed in them again, not saved', async () => {
    const jar = await begin(program);
    const html = await (await jar.fetch(`${dog}/halter`)).text();
    jar.set('visitor', '11111111-2222-4333-8444-555555555555');
    const typed = { ...halter, _csrf: csrfOf(html), _draft: hidden(html, '_draft'), vorname: 'Getippt' };
    const foreign = await jar.post(`${dog}/halter`, typed, { origin: 'https://other.example' });
    expect(foreign.status).toBe(403);
    const parked = await jar.post(`${dog}/halter`, typed);
    expect([parked.status, parked.headers.get('location')]).toEqual([303, `${dog}/halter`]);
    expect((await theDraft(program)).answers).toEqual({});
    expect(await (await jar.fetch(`${dog}/halter`)).text()).toContain('value="Getippt"');
  });
});

describe('somebody else', () => {
  test('finds nothing: without the cookie, with a garbage one, with that of another form', async () => {
    const jar = await begin(program);
    await answer(jar, `${dog}/halter`, halter);
    const other = new CookieJar(program.origin);
    const secrets = [undefined, 'x', "' or 1=1 --", randomBytes(32).toString('base64url'), '%00'.repeat(20)];
    for (const secret of secrets) {
      other.clear();
      if (secret !== undefined) other.set('draft', secret, dog);
      const { response, url } = await other.follow(`${dog}/halter`);
      expect([response.status, url.pathname]).toEqual([200, dog]);
      expect(await response.text()).not.toContain('Annna');
    }
    // The same secret at another service's form.
    other.clear();
    other.set('draft', jar.get('draft') ?? '', '/leistungen/umzug-melden/formular');
    const { url } = await other.follow('/leistungen/umzug-melden/formular/vorab');
    expect(url.pathname).toBe('/leistungen/umzug-melden/formular');
    expect((await drafts(program)).length).toBe(1);
  });

  test('in a second browser begins anew, and neither sees the other’s', async () => {
    const one = await begin(program);
    const two = await begin(program);
    await answer(one, `${dog}/halter`, { ...halter, vorname: 'Eins' });
    await answer(two, `${dog}/halter`, { ...halter, vorname: 'Zwei' });
    expect(await (await one.fetch(`${dog}/halter`)).text()).toContain('value="Eins"');
    expect(await (await two.fetch(`${dog}/halter`)).text()).toContain('value="Zwei"');
    expect(await drafts(program)).toHaveLength(2);
  });

  test('can’t save into it by naming its id', async () => {
    const mine = await begin(program);
    const yours = await begin(program);
    const [first] = (await drafts(program)).toSorted(
      (a, b) => a.created_at.getTime() - b.created_at.getTime(),
    );
    const html = await (await yours.fetch(`${dog}/halter`)).text();
    await yours.post(`${dog}/halter`, { ...halter, _csrf: csrfOf(html), _draft: first?.id ?? '' });
    await yours.post(`${dog}/verwerfen`, { _csrf: csrfOf(html), _draft: first?.id ?? '' });
    expect((await drafts(program)).map((each) => each.answers)).toEqual([{}, {}]);
    expect((await mine.fetch(`${dog}/halter`)).status).toBe(200);
  });

  test('who begins very many from one address is asked to sign in; other addresses are not', async () => {
    const from = (ip: string) => async () => {
      const jar = new CookieJar(program.origin);
      const headers = { 'x-forwarded-for': ip, 'accept-language': 'de' };
      const start = await (await jar.fetch(dog, { headers })).text();
      return jar.post(dog, { _csrf: csrfOf(start) }, headers);
    };
    await begin(program);
    const { origin_hash: origin } = await theDraft(program);
    expect((await from('192.0.2.9')()).status).toBe(303);
    const filler = Array.from({ length: 499 }, () => ({
      service_id: 'hund-anmelden',
      service_version: 1,
      token_hash: randomBytes(32),
      origin_hash: origin,
      language: 'de',
      created_at: program.app.clock.now(),
      updated_at: program.app.clock.now(),
      expires_at: new Date(program.app.clock.now().getTime() + 1e6),
    }));
    await bareDb(program.app).insertInto('intake.draft').values(filler).execute();
    const refused = await from('127.0.0.1')();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('Melden Sie sich an, dann können Sie gleich beginnen.');
    expect((await from('192.0.2.10')()).status).toBe(303);
  });
});

test('what has expired is neither shown nor saved nor taken over, and is removed with its files', async () => {
  const jar = await begin(program);
  const html = await (await jar.fetch(`${dog}/halter`)).text();
  const { id } = await theDraft(program);
  const past = new Date(program.app.clock.now().getTime() - 1000);
  await bareDb(program.app).updateTable('intake.draft').set({ expires_at: past }).execute();
  expect((await jar.follow(`${dog}/halter`)).url.pathname).toBe(dog);
  const saved = await jar.post(`${dog}/halter`, { ...halter, _csrf: csrfOf(html), _draft: id });
  expect(saved.headers.get('location')).toBe(dog);
  expect((await theDraft(program)).answers).toEqual({});
  await signIn(jar, 'resident-anna', '/konto');
  expect((await jar.follow(`${dog}/uebernehmen`)).url.pathname).toBe(`${dog}/halter`);
  const mine = (await drafts(program)).filter((each) => each.owner_id !== null);
  expect(mine.map((each) => each.answers)).toEqual([{}]);
  await removeExpiredDrafts(program.app);
  expect((await drafts(program)).map((each) => each.id)).toEqual(mine.map((each) => each.id));
});
