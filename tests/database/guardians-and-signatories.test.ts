// A guardian within the areas, and who signs alone for a company, as the register says at this moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actingBy } from '../support/acting.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { browsersOf, plain, representation, residentOf, storeOf } from '../support/represented.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { actFor, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let tom: CookieJar;
let giulia: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  [tom, giulia] = (await browsersOf(program, ['tom', 'giulia'])) as [CookieJar, CookieJar];
}, 240_000);
afterAll(() => program.stop());

describe('a guardian', () => {
  it('acts within the areas, and a wider wish is told', async () => {
    const id = await representation(program, tom, 'tom', 'werner');
    expect(plain(await htmlOf(tom, '/vertretung'))).toContain(
      'Ihre Beistandschaft. Für: Geld und Steuern, Wohnen und Wohnsitz. Bis und mit 30. Juni 2028.',
    );
    await actFor(tom, id);
    expect((await tom.follow('/leistungen/sperrgut-anmelden/formular')).response.status).toBe(200);
    const outside = await tom.fetch('/leistungen/hund-anmelden/formular');
    expect([outside.status, await outside.text()]).toEqual([
      403,
      expect.stringContaining('Die Beistandschaft für Werner Musterli umfasst diese Leistung nicht.'),
    ]);
    await actFor(tom, '');
  });

  it('ends with the last day, and when the register names somebody else', async () => {
    const id = await representation(program, tom, 'tom', 'werner');
    const werner = residentOf(program, 'werner');
    await actFor(tom, id);
    storeOf(program).put(
      { ...werner, representatives: [{ person: 'tom', kind: 'guardian', until: '2020-01-31' }] },
      werner.asOf,
    );
    expect((await tom.fetch('/konto')).status).toBe(403);
    storeOf(program).put({ ...werner, representatives: [{ person: 'anna', kind: 'guardian' }] }, werner.asOf);
    expect((await tom.fetch('/konto')).status).toBe(403);
    storeOf(program).put(werner, werner.asOf);
    expect((await tom.fetch('/konto')).status).toBe(200);
    await actFor(tom, '');
  });
});

describe('who signs alone for a company', () => {
  it('acts for it: its data, its cases, its name', async () => {
    const id = await representation(program, giulia, 'giulia', 'gelateria');
    expect(await htmlOf(giulia, '/vertretung')).toContain('Sie zeichnen einzeln.');
    await actFor(giulia, id);
    const form = await giulia.follow('/leistungen/lebensmittelbetrieb-melden/formular');
    expect(await form.response.text()).toContain(
      'Giulia Esempio handelt für Gelateria Esempio, wie es im Register steht.',
    );
    const actor = await actingBy(program, 'resident-giulia', id);
    expect(actor).toMatchObject({
      name: 'Gelateria Esempio',
      organisationId: 'gelateria',
      registerId: undefined,
    });
    // A service that is not for companies.
    expect((await giulia.fetch('/leistungen/hund-anmelden/formular')).status).toBe(403);
    await actFor(giulia, '');
  });

  it('by program, too, until the register says otherwise', async () => {
    const id = await representation(program, giulia, 'giulia', 'gelateria');
    const token = await program.token('resident-giulia');
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${program.origin}/api/v1/me/cases`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
    const list = await fetch(`${program.origin}/api/v1/me/mandates`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await list.json()).toMatchObject({
      items: [
        { mandate: id, by: 'signatory', signing: 'single', giver: 'Gelateria Esempio', validUntil: null },
      ],
      silent: [],
    });
    expect((await ask({ 'acting-mandate': id })).status).toBe(200);
    const company = storeOf(program).company({ id: 'gelateria' });
    if (!company) throw new Error('There is no gelateria');
    const before = await actingBy(program, 'resident-giulia', id);
    // A right that was narrowed meanwhile is not the right that was asked for.
    storeOf(program).putCompany(
      { ...company, representatives: [{ person: 'giulia', signing: 'joint' }] },
      company.asOf,
    );
    await ask({ 'acting-mandate': id });
    await expect(transact(program.app, before, async (tx) => tx.ownData())).rejects.toMatchObject({
      code: 'REPRESENTATION_ENDED',
    });
    storeOf(program).putCompany({ ...company, representatives: [] }, company.asOf);
    expect((await ask({ 'acting-mandate': id })).status).toBe(403);
    storeOf(program).putCompany(company, company.asOf);
    expect((await ask({ 'acting-mandate': id })).status).toBe(200);
  });
});
