// What was begun before signing in becomes somebody's: once, after they have said that it is theirs, with nothing lost.
import { bareDb } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { accesses, answer, begin, dog, drafts, forget, halter, hidden, theDraft } from './testing/visitor.ts';

let program: TestProgram;

beforeAll(async () => {
  program = await testProgram();
  await program.settle();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => forget(program));

async function claim(jar: CookieJar, choice: string): Promise<Response> {
  const { response, url } = await jar.follow(`${dog}/uebernehmen`);
  const html = await response.text();
  expect(url.pathname).toBe(`${dog}/uebernehmen`);
  return jar.post(`${dog}/uebernehmen`, {
    _csrf: csrfOf(html),
    _draft: hidden(html, '_draft'),
    _do: choice,
  });
}

test('one is asked, sees nothing before, and gets it with what the register knows; nothing typed is lost', async () => {
  const jar = await begin(program);
  await answer(jar, `${dog}/halter`, halter);
  const { id, token_hash: token } = await theDraft(program);
  const stolen = jar.get('draft') ?? '';
  await signIn(jar, 'resident-anna', `${dog}/uebernehmen`);
  const before = await accesses(program);
  const asked = await (await jar.fetch(`${dog}/uebernehmen`)).text();
  expect(asked).toContain('Diese Angaben übernehmen?');
  expect(asked).not.toContain('Annna');
  expect(await accesses(program)).toBe(before);

  const taken = await claim(jar, 'take');
  expect(taken.headers.get('location')).toBe(dog);
  expect(jar.get('draft')).toBeUndefined();
  const draft = await theDraft(program);
  expect(draft).toMatchObject({ id, token_hash: null, origin_hash: null, visited: [] });
  expect(draft.owner_id).not.toBeNull();
  expect(draft.expires_at.getTime()).toBeGreaterThan(program.app.clock.now().getTime() + 29 * 86_400_000);
  const entry = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['actor_kind', 'subject_id', 'purpose'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  expect(entry).toEqual({
    actor_kind: 'self',
    subject_id: draft.owner_id,
    purpose: 'prefill|hund-anmelden',
  });
  // Both are shown; what was typed is one click away.
  const page = await jar.follow(dog);
  const html = await page.response.text();
  expect(page.url.pathname).toBe(`${dog}/halter`);
  expect(html).toMatch(/Anna<span class="src">[^<]*Sie haben eingetippt: «Annna»\./);
  expect(html).toContain(`href="${dog}/halter?korrigieren=vorname"`);
  const correcting = await (await jar.fetch(`${dog}/halter?korrigieren=vorname`)).text();
  expect(correcting).toContain('value="Annna"');

  // The secret is worth nothing any more.
  expect(token).not.toBeNull();
  const thief = new CookieJar(program.origin);
  thief.set('draft', stolen, dog);
  expect((await thief.follow(`${dog}/halter`)).url.pathname).toBe(dog);
});

test('pages stay confirmed where the register says the same or nothing', async () => {
  const jar = await begin(program);
  const exactly = {
    vorname: ' Anna ',
    nachname: 'Beispiel',
    'adresse.street': 'Oetlingerstrasse',
    'adresse.houseNumber': '999',
    'adresse.postalCode': '4057',
    'adresse.town': 'Basel',
  };
  await answer(jar, `${dog}/halter`, exactly);
  await signIn(jar, 'resident-anna', '/konto');
  await claim(jar, 'take');
  expect((await theDraft(program)).visited).toEqual(['halter']);
  const html = await (await jar.fetch(`${dog}/halter`)).text();
  expect(html).not.toContain('Sie haben eingetippt');
});

test('the question comes on any page of the form; after a no it is gone', async () => {
  const jar = await begin(program);
  await answer(jar, `${dog}/halter`, halter);
  await signIn(jar, 'resident-bruno', '/konto');
  for (const path of [dog, `${dog}/halter`, `${dog}/pruefen`])
    expect((await jar.follow(path)).url.pathname).toBe(`${dog}/uebernehmen`);
  expect((await claim(jar, 'discard')).status).toBe(303);
  expect(await drafts(program)).toEqual([]);
  expect(jar.get('draft')).toBeUndefined();
  expect((await jar.follow(dog)).url.pathname).toBe(`${dog}/halter`);
});

test('beside an own draft neither goes without a choice', async () => {
  const anna = new CookieJar(program.origin);
  await signIn(anna, 'resident-anna', dog);
  await anna.follow(dog);
  const own = await theDraft(program);
  const visit = async () => {
    const jar = await begin(program);
    await answer(jar, `${dog}/halter`, halter);
    await signIn(jar, 'resident-anna', '/konto');
    return jar;
  };
  const jar = await visit();
  // The page of a browser that did not know yet of the own draft.
  expect((await claim(jar, 'take')).headers.get('location')).toBe(`${dog}/uebernehmen`);
  expect(await drafts(program)).toHaveLength(2);
  await claim(jar, 'discard');
  expect((await theDraft(program)).id).toBe(own.id);

  const again = await visit();
  await claim(again, 'replace');
  const left = await theDraft(program);
  expect(left.id).not.toBe(own.id);
  expect(left.answers).toMatchObject({ vorname: 'Annna' });
});

test('of several at the same time with the same secret one gets it, whole; the other nothing', async () => {
  const jar = await begin(program);
  await answer(jar, `${dog}/halter`, halter);
  const { id } = await theDraft(program);
  const others = await Promise.all(
    ['resident-anna', 'resident-bruno', 'resident-carla'].map(async (who) => {
      const other = new CookieJar(program.origin);
      await signIn(other, who, '/konto');
      other.set('draft', jar.get('draft') ?? '', dog);
      return { other, csrf: csrfOf(await (await other.fetch(`${dog}/uebernehmen`)).text()) };
    }),
  );
  const before = await accesses(program);
  const answers = await Promise.all(
    // Each of them twice, as by a double click.
    [...others, ...others].map(({ other, csrf }) =>
      other.post(`${dog}/uebernehmen`, { _csrf: csrf, _draft: id, _do: 'take' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303]);
  const draft = await theDraft(program);
  const { subject } = await bareDb(program.app)
    .selectFrom('identity.account')
    .select('subject')
    .where('id', '=', draft.owner_id)
    .executeTakeFirstOrThrow();
  // What is known belongs to the one who got it, and only for them was a register asked.
  const { vorname } = draft.known as Record<string, { value?: unknown } | undefined>;
  const names: Record<string, unknown> = { 'resident-anna': 'Anna', 'resident-carla': 'Carla' };
  expect(vorname?.value).toBe(names[subject]);
  expect((await accesses(program)) - before).toBe(subject in names ? 1 : 0);
});

test('another site can’t make anyone take one over', async () => {
  const jar = await begin(program);
  const { id } = await theDraft(program);
  const visitorToken = csrfOf(await (await jar.fetch(`${dog}/halter`)).text());
  await signIn(jar, 'resident-anna', '/konto');
  for (const csrf of [{}, { _csrf: visitorToken }, { _csrf: 'x' }] as Record<string, string>[]) {
    const headers = { origin: 'https://other.example' };
    const response = await jar.post(`${dog}/uebernehmen`, { ...csrf, _draft: id, _do: 'take' }, headers);
    expect(response.status).toBe(403);
  }
  expect((await theDraft(program)).owner_id).toBeNull();
  // Nor to begin one, nor to lose one.
  const stranger = new CookieJar(program.origin);
  expect((await stranger.post(dog, {}, { origin: 'https://other.example' })).status).toBe(403);
});

test('who has not signed in surely enough is told so, and the draft waits', async () => {
  const form = '/leistungen/wohnsitzbescheinigung-bestellen/formular';
  const jar = await begin(program, form);
  await signIn(jar, 'resident-anna', '/konto');
  await bareDb(program.app).updateTable('identity.session').set({ assurance: 'low' }).execute();
  const before = await accesses(program);
  const page = await jar.follow(`${form}/uebernehmen`);
  expect(page.response.status).toBe(403);
  expect(await page.response.text()).toContain('ASSURANCE_TOO_LOW');
  const { response } = await jar.follow('/konto');
  const posted = await jar.post(`${form}/uebernehmen`, {
    _csrf: csrfOf(await (await jar.fetch('/abmelden')).text()),
    _draft: (await theDraft(program)).id,
    _do: 'take',
  });
  expect([response.status, posted.status]).toEqual([200, 403]);
  expect((await theDraft(program)).owner_id).toBeNull();
  expect(await accesses(program)).toBe(before);
});

test('the secret of a draft that became a case finds nothing', async () => {
  const jar = await begin(program);
  const secret = jar.get('draft') ?? '';
  await answer(jar, `${dog}/halter`, halter);
  await signIn(jar, 'resident-anna', '/konto');
  await claim(jar, 'take');
  await bareDb(program.app).updateTable('intake.draft').set({ submitted_ref: '2026-AAAA-AAAA' }).execute();
  jar.set('draft', secret, dog);
  expect((await jar.follow(`${dog}/uebernehmen`)).url.pathname).toBe(`${dog}/halter`);
  const thief = new CookieJar(program.origin);
  thief.set('draft', secret, dog);
  expect((await thief.follow(`${dog}/halter`)).url.pathname).toBe(dog);
});
