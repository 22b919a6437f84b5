// Forms as hurried, unlucky and curious people post them: nothing typed is lost, nothing of others is shown.
import { bareDb } from '../support/unguarded.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let anna: CookieJar;
const form = '/leistungen/hund-anmelden/formular';

beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());
beforeEach(async () => {
  await bareDb(program.app).deleteFrom('intake.draft').execute();
  anna = new CookieJar(program.origin);
  await signIn(anna, 'resident-bruno', form);
});

/** The page at the end of the redirects, and the hidden fields of its form. */
async function open(jar: CookieJar, path: string) {
  const { response, url } = await jar.follow(path);
  const html = await response.text();
  const hidden: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined) hidden[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return { html, hidden, path: url.pathname };
}

const answersOf = async () =>
  (await bareDb(program.app).selectFrom('intake.draft').select('answers').executeTakeFirstOrThrow())
    .answers as Record<string, unknown>;

const holder = {
  vorname: 'Bruno',
  nachname: 'Muster',
  'adresse.street': 'Rheingasse',
  'adresse.houseNumber': '1',
  'adresse.postalCode': '4058',
  'adresse.town': 'Basel',
  _do: 'next',
};

test('characters that nobody sees are no answer; unreadable ones are told and cost nothing else', async () => {
  const post = async (fields: Record<string, string>) => {
    const page = await open(anna, `${form}/halter`);
    return (await anna.post(page.path, { ...page.hidden, ...holder, ...fields })).text();
  };
  expect(await post({ vorname: '\u200B\u2060\uFEFF' })).toContain('Vorname: Diese Angabe fehlt noch.');
  const unreadable = await post({ vorname: 'a\0b', nachname: 'Grün' });
  expect(unreadable).toContain('Vorname: Darin sind Zeichen, die man nicht sieht.');
  expect(unreadable).toContain('value="Grün"');
  expect(await post({ vorname: 'x'.repeat(30_000) })).toContain('Höchstens 80 Zeichen');
});

test('two clicks on «remove» remove one entry', async () => {
  const holderPage = await open(anna, `${form}/halter`);
  await anna.post(holderPage.path, { ...holderPage.hidden, ...holder });
  for (const [index, name] of ['Arko', 'Bella', 'Cara'].entries()) {
    const entry = await open(anna, `${form}/hunde/${index + 1}`);
    await anna.post(entry.path, { ...entry.hidden, [`hunde.${index}.rufname`]: name, _do: 'next' });
  }
  const names = async () =>
    ((await answersOf())['hunde'] as { rufname: string }[]).map((each) => each.rufname);
  expect(await names()).toEqual(['Arko', 'Bella', 'Cara']);
  const list = await open(anna, `${form}/hunde`);
  const remove = () => anna.post(list.path, { ...list.hidden, _removeItem: '0' });
  const answers = await Promise.all([remove(), remove(), remove()]);
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
  expect(await names()).toEqual(['Bella', 'Cara']);
});

test.each([
  ['too large', 10_600_000, 'grösser als 10 MB'],
  ['empty', 0, 'Die Datei ist leer'],
  ['no picture', 100, 'können wir nicht lesen'],
])('a file that is %s is told at its field, and everything typed is kept', async (_what, bytes, message) => {
  const service = '/leistungen/anwohnerparkkarte/formular';
  await open(anna, service);
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ answers: JSON.stringify({ aufEigenenNamen: true, adresseStimmt: false }) })
    .where('service_id', '=', 'anwohnerparkkarte')
    .execute();
  const page = await open(anna, `${service}/nachweis`);
  expect(page.path).toBe(`${service}/nachweis`);
  const body = new FormData();
  for (const [name, value] of Object.entries(page.hidden)) body.append(name, value);
  body.append('adresseGemeldet', 'yes');
  body.append('_file.fahrzeugausweis', new Blob([Buffer.alloc(bytes)]), 'Ausweis.pdf');
  const response = await anna.fetch(page.path, { method: 'POST', body, headers: { origin: program.origin } });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain(message);
  const { answers } = await bareDb(program.app)
    .selectFrom('intake.draft')
    .select('answers')
    .where('service_id', '=', 'anwohnerparkkarte')
    .executeTakeFirstOrThrow();
  expect(answers).toMatchObject({ adresseGemeldet: true });
});

test('what was typed as the session ended is shown to its owner, and to nobody else who signs in here', async () => {
  const page = await open(anna, `${form}/halter`);
  await bareDb(program.app).updateTable('identity.session').set({ ended_at: new Date() }).execute();
  const parked = await anna.post(page.path, { ...page.hidden, ...holder, vorname: 'Geheim' });
  expect(parked.headers.get('location')).toContain('/anmelden?weiter=');

  const other = new CookieJar(program.origin);
  other.set('parked', anna.get('parked') ?? '');
  await bareDb(program.app)
    .updateTable('kernel.parked_form')
    .set({ expires_at: new Date(Date.now() + 60_000) })
    .execute();
  const before = await bareDb(program.app).selectFrom('kernel.parked_form').selectAll().execute();
  await signIn(other, 'delta-bookkeeper', `${form}`);
  const seen = await open(other, `${form}/halter`);
  expect(seen.html).not.toContain('Geheim');

  await bareDb(program.app).deleteFrom('kernel.parked_form').execute();
  await bareDb(program.app)
    .insertInto('kernel.parked_form')
    .values(before.map((row) => ({ ...row, body: JSON.stringify(row.body) })))
    .execute();
  await signIn(anna, 'resident-bruno', page.path);
  const again = await open(anna, page.path);
  expect(again.html).toContain('value="Geheim"');
  expect(again.html).toContain('Ihre Angaben sind noch da');
});
