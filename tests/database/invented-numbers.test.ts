// AHV numbers of invented persons count in demonstrations only: where people are real, no form, no program and no counter takes one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let erik: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  erik = await browserOf(program, 'counter-erik');
}, 240_000);
afterAll(() => program.stop());

/** Anna's, and that of the first one beside the canton's. */
const invented = ['756.9999.0010.14', '756.9998.0000.18'];
/** An example of the law's commentaries. */
const other = '756.9217.0769.85';

/** Codes of the field's faults when a program asks. */
async function faultsOf(ahv: string): Promise<string[]> {
  const answered = await fetch(`${program.origin}/api/v1/services/steuer-frist-verlaengern/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answers: { steuerpflicht: 'privat', ahv } }),
  });
  const { faults } = (await answered.json()) as { faults: { pointer: string; code: string }[] };
  return faults.filter(({ pointer }) => pointer === '/ahv').map(({ code }) => code);
}

/** What the counter answers to whoever looks for the number. */
async function atCounter(page: string, to: string, fields: Record<string, string>): Promise<string> {
  const html = await htmlOf(erik, page);
  return (await erik.post(to, { _csrf: csrfOf(html), ...fields }, { 'accept-language': 'de' })).text();
}
const search = (ahv: string) => atCounter('/schalter', '/schalter/suche', { ahv });
const block = (ahv: string) => atCounter('/schalter/bekanntgabe', '/schalter/bekanntgabe', { ahv });
const revoke = (ahv: string) =>
  atCounter('/vertretung/schalter/widerruf', '/vertretung/schalter/widerruf', { giver: ahv, mandatary: ahv });
const wrong = /Diese AHV-Nummer stimmt nicht|Geben Sie eine gültige AHV-Nummer ein/;

it('in a demonstration they count like any other', async () => {
  for (const ahv of [...invented, other]) expect(await faultsOf(ahv)).toEqual([]);
  expect(await search(invented[0] ?? '')).toContain('Anna Beispiel');
});

it('elsewhere they are refused as none', async () => {
  Object.assign(program.app.config, { mode: 'production' });
  for (const ahv of invented) expect(await faultsOf(ahv)).toEqual(['AHV_INVALID']);
  expect(await faultsOf(other)).toEqual([]);
  for (const look of [search, block, revoke]) {
    expect(await look(invented[0] ?? '')).toMatch(wrong);
    expect(await look(other)).not.toMatch(wrong);
  }
  Object.assign(program.app.config, { mode: 'demo' });
});
