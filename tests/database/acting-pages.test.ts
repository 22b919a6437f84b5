// Every page says for whom one acts, whichever module has it, also one that says no: walked address by address, with the links that are found.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actingBy, readyDraft } from '../support/acting.ts';
import { addressOf, samples, type Samples } from './authorisation-walk.ts';
import { fitsKind } from '../journeys/page-kinds/visit.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { plain } from '../support/represented.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { submitDraft } from '../../src/modules/intake/actions/submit.ts';
import { actFor, browserOf, giveAndAccept, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let known: Samples;
/** Addresses of pages as the modules name them. */
let kinds: string[];

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  await program.settle();
  known = await samples(program);
  kinds = program.app.modules
    .flatMap((module) => module.routes ?? [])
    .filter(({ kind, method }) => kind === 'page' && method === 'GET')
    .map(({ url }) => url);
}, 240_000);
afterAll(() => program.stop());

/** With a form begun, and a case. */
async function byMandate(): Promise<CookieJar> {
  const anna = await browserOf(program, 'resident-anna');
  const bruno = await browserOf(program, 'resident-bruno');
  const mandate = await giveAndAccept(program, anna, bruno, { to: 'bruno@example.org', scope: 'all' });
  const person = await actingBy(program, 'resident-bruno', mandate);
  await submitDraft(program.app, person, await readyDraft(program, person), 'de');
  await program.settle();
  await readyDraft(program, person);
  await actFor(bruno, mandate);
  return bruno;
}

/** Whoever stands first at `/vertretung` is chosen. */
async function byLaw(who: string): Promise<CookieJar> {
  const jar = await browserOf(program, who);
  const [, id = ''] = /name="mandate" value="([\da-f-]+)"/.exec(await htmlOf(jar, '/vertretung')) ?? [];
  expect((await actFor(jar, id)).status).toBe(303);
  return jar;
}

/**
 * Looks at each kind of page: those without a parameter first, then the others by links that were found on the way, or by
 * an address that may not exist.
 * @returns kinds that were shown (200), and addresses whose page does not say `sentence`
 */
async function walk(jar: CookieJar, sentence: string): Promise<{ shown: Set<string>; silent: string[] }> {
  const links = new Set<string>();
  const looked = new Set<string>();
  const shown = new Set<string>();
  const silent: string[] = [];
  const fixed = new Set(kinds.filter((url) => !url.includes(':')));
  const look = async (kind: string, address: string): Promise<void> => {
    looked.add(address);
    const response = await jar.fetch(address, { headers: { 'accept-language': 'de' } });
    const goesOn = response.headers.get('location');
    if (goesOn?.startsWith('/')) links.add(goesOn.split('#')[0] ?? goesOn);
    const html = plain(await response.text());
    if (goesOn !== null) return;
    if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return;
    if (!html.includes(sentence)) silent.push(`${kind} ${address} ${response.status}`);
    if (response.status === 200) shown.add(kind);
    // The other languages of the page stand in the session's cookie afterwards.
    for (const [, href = ''] of html.matchAll(/href="(\/[^"#]*)/g))
      if (!href.includes('lang=')) links.add(href.replaceAll('&amp;', '&'));
  };
  for (const kind of fixed) await look(kind, kind);
  for (let before = -1; before < shown.size;) {
    before = shown.size;
    for (const kind of kinds.filter((url) => !fixed.has(url) && !shown.has(url))) {
      const found = [...links].filter(
        (href) => !looked.has(href) && fitsKind(kind, href) && !fixed.has(href.split('?')[0] ?? ''),
      );
      for (const href of found.slice(0, 5)) if (!shown.has(kind)) await look(kind, href);
    }
  }
  for (const kind of kinds) if (!shown.has(kind)) await look(kind, addressOf(kind, known));
  await look('none', '/gibt-es-nicht');
  return { shown, silent };
}

/** Pages on which something is done for the other person: these were shown, not only refused. */
const always = [
  '/konto',
  '/konto/postfach/neu',
  '/konto/pflichten',
  '/vertretung',
  '/abmelden',
  '/leistungen/:id/formular/:page',
];

it.each([
  ['a mandate', byMandate, 'Bruno Muster handelt für Anna Beispiel, mit Vollmacht bis', ['/faelle/:ref']],
  [
    'law for a child',
    () => byLaw('resident-luis'),
    'Luis Ejemplo handelt für Alba Ejemplo, wie es im Register steht',
    ['/konto/pflichten/angaben', '/konto/zugriffe/vorfaelle'],
  ],
  [
    'law for a company',
    () => byLaw('company-delta'),
    'Dario Modell handelt für Delta Beispiel GmbH, wie es im Register steht',
    ['/unterschriften/:id', '/konto/mitreden', '/mitreden/:id/stellungnahme'],
  ],
])(
  'by %s',
  async (_by, begin, sentence, besides) => {
    const jar = await begin();
    const { shown, silent } = await walk(jar, sentence);
    expect(silent).toEqual([]);
    expect(shown.size).toBeGreaterThan(60);
    expect([...shown]).toEqual(expect.arrayContaining([...always, ...besides]));
  },
  300_000,
);
