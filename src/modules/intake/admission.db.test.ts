// A service neither shows nor takes anything from those it does not admit: a weak sign-in, acting for nobody it is for, a closed purpose.
import { bareDb } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../engine/index.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { examplesOf, serviceById } from '../catalogue/index.ts';
import { askFields } from './actions/known-fields.ts';

let program: TestProgram;
let anna: CookieJar;
const sure = '/leistungen/wohnsitzbescheinigung-bestellen/formular';

beforeAll(async () => {
  program = await testProgram();
  // Mails of the demonstration's cases are uses of data, too.
  await program.settle();
  anna = new CookieJar(program.origin);
  await signIn(anna, 'resident-anna');
}, 240_000);
afterAll(() => program.stop());

const signedInAs = (assurance: string) =>
  bareDb(program.app).updateTable('identity.session').set({ assurance }).execute();

const count = async (table: 'intake.draft' | 'kernel.access_entry' | 'cases.matter') => {
  const { count: rows } = await bareDb(program.app)
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(rows);
};

test('a page says which level is needed, which one there is, and how to come by it; nothing is read', async () => {
  await signedInAs('low');
  const before = [await count('intake.draft'), await count('kernel.access_entry')];
  for (const path of [sure, `${sure}/pruefen`, `${sure}/person`]) {
    const response = await anna.fetch(path, { headers: { 'accept-language': 'de' } });
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(html).toContain('Nötig ist mindestens die Stufe «substanziell». Sie sind mit der Stufe «niedrig»');
    expect(html).toContain('ASSURANCE_TOO_LOW');
    const link = /href="(\/anmelden\?weiter=%2F[^"]*stufe=[^"]*)"/.exec(html)?.[1]?.replace('&amp;', '&');
    // Back to where one was, not to the beginning of the form.
    expect(link).toBe(`/anmelden?weiter=${encodeURIComponent(path)}&stufe=substantial`);
    expect(html).toContain('Mit der E-ID bestätigen');
  }
  // On paper it is the blank form, which anyone may have.
  const paper = await anna.fetch(`${sure}.pdf`);
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect([await count('intake.draft'), await count('kernel.access_entry')]).toEqual(before);
  const open = await anna.fetch('/leistungen/hund-anmelden/formular');
  expect(open.status).toBe(303);
});

test('a draft begun with a sure sign-in can be neither read nor sent with a weaker one', async () => {
  await signedInAs('substantial');
  expect((await anna.fetch(sure)).status).toBe(303);
  await signedInAs('low');
  expect((await anna.fetch(sure)).status).toBe(403);
  const page = await (await anna.follow('/leistungen/hund-anmelden/formular')).response.text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const sent = await anna.post(`${sure}/pruefen`, { _csrf: csrf, _do: 'send', erklaerung: 'yes' });
  expect(sent.status).toBe(403);
});

test('the API answers 403 with the level', async () => {
  const token = await program.token('resident-anna');
  const [example] = examplesOf(program.app, 'wohnsitzbescheinigung-bestellen');
  const submit = async () => {
    const response = await fetch(
      `${program.origin}/api/v1/services/wohnsitzbescheinigung-bestellen/submissions`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'accept-language': 'en',
          'idempotency-key': 'assurance',
        },
        body: JSON.stringify({
          answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()),
        }),
      },
    );
    return (await response.json()) as { status?: number; code?: string; detail?: string };
  };
  const before = await count('cases.matter');
  await bareDb(program.app).updateTable('identity.access_token').set({ assurance: 'low' }).execute();
  expect(await submit()).toMatchObject({
    status: 403,
    code: 'ASSURANCE_TOO_LOW',
    detail: 'At least the level “substantial” is needed. You are signed in at the level “low”.',
  });
  expect(await count('cases.matter')).toBe(before);
  await bareDb(program.app).updateTable('identity.access_token').set({ assurance: 'high' }).execute();
  expect(await submit()).not.toHaveProperty('code');
});

test('the identity provider is asked for the level and those above', async () => {
  const asked = async (query: string) => {
    const response = await new CookieJar(program.origin).fetch(`/anmelden?weiter=/${query}`);
    return new URL(response.headers.get('location') ?? '').searchParams.get('acr_values');
  };
  const classOf = (level: string) => `http://eidas.europa.eu/LoA/${level}`;
  expect(await asked('&stufe=substantial')).toBe(`${classOf('substantial')} ${classOf('high')}`);
  expect(await asked('&stufe=high')).toBe(classOf('high'));
  for (const other of ['', '&stufe=__proto__'])
    expect(await asked(other)).toBe([classOf('low'), classOf('substantial'), classOf('high')].join(' '));
});

const companiesOnly = 'nacht-sonntagsarbeit';

test('a service for companies is closed to an account that acts for none, in every channel', async () => {
  const bruno = new CookieJar(program.origin);
  await signIn(bruno, 'resident-bruno');
  const form = `/leistungen/${companiesOnly}/formular`;
  const before = [await count('intake.draft'), await count('cases.matter')];
  const page = await bruno.fetch(form, { headers: { 'accept-language': 'de' } });
  expect(page.status).toBe(403);
  const html = await page.text();
  expect(html).toContain('Diese Leistung ist für Firmen und Vereine');
  expect(html).toContain('403, ACTING_NOT_ALLOWED');
  const [example] = examplesOf(program.app, companiesOnly);
  const response = await fetch(`${program.origin}/api/v1/services/${companiesOnly}/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await program.token('resident-bruno')}`,
      'content-type': 'application/json',
      'idempotency-key': 'acting',
    },
    body: JSON.stringify({
      answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()),
    }),
  });
  expect([response.status, await response.json()]).toMatchObject([403, { code: 'ACTING_NOT_ALLOWED' }]);
  expect([await count('intake.draft'), await count('cases.matter')]).toEqual(before);
});

test('at the counter, an account that acts for no company is told apart from a company written by hand', async () => {
  const erik = new CookieJar(program.origin);
  await signIn(erik, 'counter-erik');
  const start = await (await erik.fetch('/schalter')).text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(start)?.[1] ?? '';
  const begin = async (who: Record<string, string>) => {
    const fields = { _csrf: csrf, service: companiesOnly, channel: 'counter', identification: 'document' };
    return erik.post('/schalter/beginnen', { ...fields, language: 'de', ...who });
  };
  const accountId = async (subject: string) =>
    (
      await bareDb(program.app)
        .selectFrom('identity.account')
        .select('id')
        .where('subject', '=', subject)
        .executeTakeFirstOrThrow()
    ).id;
  const refused = await begin({ person: await accountId('resident-anna') });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Die gewählte Person handelt für keine');
  expect((await begin({ person: await accountId('company-delta') })).status).toBe(303);
  expect((await begin({ name: 'Beispiel AG' })).status).toBe(303);
  // What the form does not offer is nobody's mistake.
  for (const forged of [{ channel: 'web' }, { language: 'xx' }, { identification: 'guess' }])
    expect((await begin({ name: 'Beispiel AG', ...forged })).status).toBe(400);
});

test('a company opens it, and no longer once the account is parted from it', async () => {
  const form = `/leistungen/${companiesOnly}/formular`;
  const dario = new CookieJar(program.origin);
  await signIn(dario, 'company-delta');
  const { response } = await dario.follow(form);
  expect(response.status).toBe(200);
  const page = await response.text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const draft = /name="_draft" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await bareDb(program.app)
    .updateTable('identity.account')
    .set({ organisation_id: null })
    .where('subject', '=', 'company-delta')
    .execute();
  const sent = await dario.post(`${form}/pruefen`, {
    _csrf: csrf,
    _draft: draft,
    _do: 'send',
    erklaerung: 'yes',
  });
  expect(sent.status).toBe(403);
});

test('no channel asks the registers for a closed purpose: batches, claimed drafts and submissions ask in one place', async () => {
  const risky = 'hund-anmelden';
  const service = serviceById(program.app, risky);
  const person = await demoActor(program.app, 'resident-anna');
  if (person.kind !== 'person' || !service) throw new Error('The demonstration has changed');
  const { known } = await askFields(program.app, person, service);
  expect(Object.keys(known)).not.toEqual([]);
  const officer = new CookieJar(program.origin);
  await signIn(officer, 'dpo-jonas');
  const address = `/aufsicht/folgenabschaetzungen/${risky}`;
  const html = await (await officer.fetch(address)).text();
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
  const refusal = { _csrf: csrfOf(html), digest, outcome: 'refused', reason: 'Zu viel.' };
  expect((await officer.post(address, refusal)).status).toBe(303);
  const before = await count('kernel.access_entry');
  await expect(askFields(program.app, person, service)).rejects.toMatchObject({ code: 'PURPOSE_CLOSED' });
  expect(await count('kernel.access_entry')).toBe(before);
});
