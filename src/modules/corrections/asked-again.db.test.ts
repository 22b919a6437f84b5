// What a form of correction says of one that is open, of addresses that nobody knows, and to units that keep no register.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behindRegister, type BehindRegister } from '../../../tests/support/behind-register.ts';
import { csrfOf, type CookieJar } from '../../../tests/support/cookie-jar.ts';
import { ask, decide, gesehen, latestRequest, openAs, rowsOf } from './testing/asking.ts';

let behind: BehindRegister;
beforeAll(async () => {
  behind = await behindRegister();
});
afterAll(() => behind.stop());

const form = '/konto/register/berichtigen?angabe=residents.';
const open = (identity: string) => openAs(behind.program, identity);
const latest = () => latestRequest(behind.program);
const entryOf = (id: string) => behind.good.store.resident(id);

describe('a correction', () => {
  it('says of an open one that it is open, can be withdrawn until it is decided, and asked anew', async () => {
    const jar = await open('resident-emma');
    const asks = () => ask(jar, 'residents.firstName', { '': 'Emmy' });
    // Whoever has signed in with a password only is asked for more first.
    expect((await asks()).status).toBe(403);
    const anna = await open('resident-anna');
    const askAnna = () => ask(anna, 'residents.firstName', { '': 'Annina' });
    expect((await askAnna()).status).toBe(303);
    const { id } = await latest();
    const second = await (await anna.fetch(`${form}firstName`)).text();
    expect([second.includes(`/konto/berichtigungen#b-${id}`), second.includes('name="richtig"')]).toEqual([
      true,
      false,
    ]);
    expect(await (await anna.fetch('/konto/berichtigungen')).text()).toContain(`id="b-${id}"`);
    const withdraw = async (who: CookieJar, berichtigung: string) =>
      who.post('/konto/berichtigungen/zurueckziehen', {
        _csrf: csrfOf(await (await who.fetch(`${form}birthDate`)).text()),
        berichtigung,
      });
    const carla = await open('resident-carla');
    for (const other of [id, randomUUID(), 'x']) expect((await withdraw(carla, other)).status).toBe(404);
    expect((await latest()).state).toBe('open');
    expect((await withdraw(anna, id)).status).toBe(303);
    expect((await withdraw(anna, id)).status).toBe(303);
    expect((await latest()).state).toBe('withdrawn');
    expect(entryOf('anna')).toMatchObject({ firstName: 'Anna' });
    const clerk = await open('clerk-einwohneramt');
    expect(await (await clerk.fetch('/berichtigungen')).text()).not.toContain(id);
    const shown = await (await clerk.fetch(`/berichtigungen/${id}`)).text();
    expect([shown.includes('zurückgezogen'), shown.includes('name="entscheidung"')]).toEqual([true, false]);
    const other = await open('resident-carla');
    await ask(other, 'residents.firstName', { '': 'Karla' });
    const token = csrfOf(await (await clerk.fetch(`/berichtigungen/${(await latest()).id}`)).text());
    const late = { _csrf: token, entscheidung: 'accept', begruendung: '' };
    expect((await clerk.post(`/berichtigungen/${id}`, late)).status).toBe(409);
    expect((await askAnna()).status).toBe(303);
    const again = await latest();
    await decide(clerk, again.id, 'refuse', 'Nein.');
    expect((await withdraw(anna, again.id)).status).toBe(409);
  });

  it('asks once more about an address that the register of addresses does not know', async () => {
    const jar = await open('resident-luis');
    const page = await (await jar.fetch('/konto/register/berichtigen?angabe=residents.address')).text();
    const typed = {
      '.street': 'Freie Strase',
      '.houseNumber': '991',
      '.postalCode': '4051',
      '.town': 'Basel',
    };
    const post = (more: Record<string, string>) =>
      jar.post('/konto/register/berichtigen', {
        ...{ _csrf: csrfOf(page), angabe: 'residents.address', gesehen: gesehen(page) },
        ...Object.fromEntries(Object.entries(typed).map(([part, value]) => [`richtig${part}`, value])),
        ...more,
      });
    const doubt = await post({});
    const html = await doubt.text();
    expect([doubt.status, html.includes('Freie Strasse 991, 4051 Basel')]).toEqual([422, true]);
    const value = (name: string) =>
      (new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '').replaceAll('&quot;', '"');
    const meant = { 'richtig.offered': value('richtig.offered'), 'richtig.meant': value('richtig.meant') };
    expect((await post(meant)).status).toBe(303);
    const [row] = await rowsOf<{ right_value: unknown }>(
      behind.program,
      'select right_value from corrections.request order by asked_at desc limit 1',
    );
    expect(row?.right_value).toMatchObject({ street: 'Freie Strasse', houseNumber: '991' });
  });

  it('has no door for units that keep no register', async () => {
    for (const [who, may] of [
      ['clerk-einwohneramt', true],
      ['clerk-fiona', false],
    ] as const) {
      const jar = await open(who);
      expect((await jar.fetch('/berichtigungen')).status).toBe(may ? 200 : 403);
      expect((await (await jar.fetch('/arbeitsliste')).text()).includes('"/berichtigungen"')).toBe(may);
    }
  });
});
