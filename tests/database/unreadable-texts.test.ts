// Characters that hide or reorder a text are refused by every form there is, whoever added it, and cost nothing else that was typed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Route } from '../../src/kernel/http/route.ts';
import { asIdentities, byStaff } from '../../src/modules/dialogue/testing/as-identities.ts';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import { csrfOf } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { call, everybody, type Walker } from './authorisation-walk.ts';

let program: TestProgram;
let walkers: Walker[];
beforeAll(async () => {
  program = await testProgram();
  walkers = await everybody(program);
}, 240_000);
afterAll(() => program.stop());

/** Forms that read their texts with the engine and say at the field what is wrong; the trials of each stand beside them. */
const tellAtField = [
  '/faelle/:ref/aktionen/:action',
  '/faelle/:ref/entscheid',
  '/leistungen/:id/formular/:page',
  '/leistungen/:id/formular/:page/:item',
  '/schalter/:draft',
];

const forms = (): Route[] =>
  program.app.modules
    .flatMap(({ routes = [] }) => routes)
    .filter(({ kind, method }) => kind === 'form' && method === 'POST');

const pathOf = (url: string) => url.replace(/:[a-z]+/gi, '11111111-2222-4333-8444-555555555555');

it('says itself at the field only where the engine reads all texts', () => {
  expect(
    forms()
      .filter(({ readsTexts }) => readsTexts)
      .map(({ url }) => url)
      .toSorted(),
  ).toEqual(tellAtField);
});

it('is refused by every other form', async () => {
  const { app } = program;
  const tried: string[] = [];
  for (const route of forms()) {
    if (route.readsTexts) continue;
    const walker = walkers.find(
      ({ actor }) => actor.kind !== 'anonymous' && route.may.allows(actor, undefined, app),
    );
    const who = walker ?? walkers.find(({ actor }) => route.may.allows(actor, undefined, app));
    if (!who) throw new Error(`Nobody may send ${route.url}`);
    for (const text of ['Nachricht \u202ehcilmieh', 'zwei\u2028Zeilen', 'a\u0007b', '\u2066x']) {
      const answered = await call(program, who, {
        ...{ method: 'POST', path: pathOf(route.url), kind: 'form', csrf: 'valid' },
        fields: { irgendein: 'Text', feld: text },
      });
      const html = await answered.text();
      expect([route.url, answered.status]).toEqual([route.url, 422]);
      expect(html).toContain('TEXT_UNREADABLE');
    }
    tried.push(route.url);
  }
  expect(tried.length).toBeGreaterThan(30);
});

it('what was typed is there once more, without those characters', async () => {
  const carla = await browserOf(program, 'resident-carla');
  const refused = await carla.post(
    '/vertretung/erteilen',
    {
      _csrf: csrfOf(await htmlOf(carla, '/vertretung/erteilen')),
      to: 'r\u202eosa@example.org',
      scope: 'all',
    },
    { 'accept-language': 'de' },
  );
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('Zeichen, die man nicht sieht oder die ihn umordnen'),
  ]);
  expect(await htmlOf(carla, '/vertretung/erteilen')).toContain('value="rosa@example.org"');
});

it('of staff, too', async () => {
  const gian = await browserOf(program, 'clerk-gian');
  const refused = await gian.post('/notfallzugriff', {
    _csrf: csrfOf(await htmlOf(gian, '/notfallzugriff')),
    ...{ geschaeft: '2026-0000-0000', grund: 'Der Hund hat\u202e ein Kind gebissen.' },
  });
  expect(refused.status).toBe(422);
  expect(await htmlOf(gian, '/notfallzugriff')).toContain('Der Hund hat ein Kind gebissen.');
});

it('a letter is previewed only of what could be sent', async () => {
  const ref = await asIdentities(program).submit(byStaff);
  await asIdentities(program).act(ref, 'take', 'clerk-fiona');
  const fiona = await browserOf(program, 'clerk-fiona');
  const preview = async (reasons: string) => {
    const html = await htmlOf(fiona, `/faelle/${ref}`);
    const answered = await fiona.post(
      `/faelle/${ref}/entscheid`,
      { _csrf: csrfOf(html), decision: 'reject', reasons, preview: '1' },
      { 'accept-language': 'de' },
    );
    return [answered.status, await answered.text()];
  };
  expect(await preview('Weil es so ist.')).toEqual([
    200,
    expect.stringMatching(/<p[^>]*>[^<]*Weil es so ist\./),
  ]);
  expect(await preview('')).toEqual([200, expect.anything()]);
  expect(await preview('Weil \u202ees so ist.')).toEqual([
    422,
    expect.stringContaining('die man nicht sieht'),
  ]);
  expect(await preview('x'.repeat(4001))).toEqual([422, expect.stringContaining('4000 Zeichen')]);
});
