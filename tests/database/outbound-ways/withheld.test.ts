// What a block withholds, walked with persons who have blocked the disclosure of their data.
import { afterAll, beforeAll, expect } from 'vitest';
import { resolveDayTokens } from '../../../src/engine/index.ts';
import { examplesOf } from '../../../src/modules/catalogue/index.ts';
import { atOnce, byStaff } from '../../../src/modules/dialogue/testing/as-identities.ts';
import {
  act,
  browserOf,
  dateFields,
  giveAndAccept,
  htmlOf,
} from '../../../src/modules/mandates/testing/mandates.ts';
import { csrfOf } from '../../support/cookie-jar.ts';
import { pdf } from '../../support/upload.ts';
import {
  blockedPersons,
  expectNothingOfHers,
  type BlockedPersons,
  walkWays,
} from '../../support/blocked-persons.ts';

let as: BlockedPersons['as'];
let anna: BlockedPersons['anna'];
let rosa: BlockedPersons['rosa'];
let dario: BlockedPersons['dario'];
let erik: BlockedPersons['erik'];
let person: BlockedPersons['person'];
let program: BlockedPersons['program'];
let block: BlockedPersons['block'];
let searched: BlockedPersons['searched'];
let rows: BlockedPersons['rows'];
beforeAll(async () => {
  ({ as, anna, rosa, dario, erik, person, program, block, searched, rows } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

walkWays('withheld', {
  'counter-search': async () => {
    const html = await searched();
    expect(html).toContain('Anna Beispiel');
    expect(html).toContain('Bekanntgabe gesperrt: keine Auskunft');
    for (const each of ['Oetlingerstrasse', 'anna@example.org']) expect(html).not.toContain(each);
  },
  'counter-form': async () => {
    const begun: string[] = [];
    for (const [channel, identification] of [
      ['phone', 'questions'],
      ['phone', 'callback'],
      ['counter', 'document'],
    ] as const) {
      const posted = await erik.post('/schalter/beginnen', {
        _csrf: csrfOf(await htmlOf(erik, '/schalter')),
        ...{ service: 'hund-anmelden', person: person.id, language: 'de', channel, identification },
      });
      expect(posted.status).toBe(303);
      const path = posted.headers.get('location') ?? '';
      begun.push(path);
      const html = await htmlOf(erik, path);
      expect(html).toContain('Geben Sie niemandem sonst Auskunft');
      const toCaller = html.includes('Lesen Sie nichts vor, was aus dem Register stammt');
      expect(toCaller).toBe(identification !== 'document');
    }
    const list = await htmlOf(erik, '/schalter');
    expect(list.split('Bekanntgabe gesperrt: keine Auskunft')).toHaveLength(begun.length + 1);
  },
  'unit-information': async () => {
    const [hersRef, others] = [await as.submit(byStaff), await as.submit(byStaff, 'resident-carla')];
    const told = 'Geben Sie niemandem sonst';
    expect((await as.get(`/faelle/${hersRef}`, 'clerk-fiona')).text).toContain(told);
    expect((await as.get(`/faelle/${others}`, 'clerk-fiona')).text).not.toContain(told);
    const api = async (ref: string, identity: string) =>
      JSON.parse((await as.get(`/api/v1/cases/${ref}`, identity)).text) as { disclosureBlocked: boolean };
    expect((await api(hersRef, 'clerk-fiona')).disclosureBlocked).toBe(true);
    expect((await api(others, 'clerk-fiona')).disclosureBlocked).toBe(false);
    // It is a notice for staff; of one's own block one's account tells.
    expect((await api(hersRef, 'resident-anna')).disclosureBlocked).toBe(false);

    const clerk = await browserOf(program, 'clerk-einwohneramt');
    const asked = async (identity: string, note: string) => {
      const jar = await browserOf(program, identity);
      const path = '/konto/register/berichtigen';
      const angabe = 'residents.firstName';
      const html = await htmlOf(jar, `${path}?angabe=${angabe}`);
      const gesehen = (/name="gesehen" value="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"');
      const fields = { angabe, gesehen, richtig: 'Annina', bemerkung: note };
      expect((await jar.post(path, { _csrf: csrfOf(html), ...fields })).status).toBe(303);
      const [made] = await rows<{ id: string }>('select id from corrections.request where note = $1', [note]);
      return `/berichtigungen/${made?.id}`;
    };
    const [ofHers, ofCarla] = [await asked('resident-anna', 'hers'), await asked('resident-carla', 'others')];
    expect(await htmlOf(clerk, ofHers)).toContain(told);
    expect(await htmlOf(clerk, ofCarla)).not.toContain(told);
    const list = await htmlOf(clerk, '/berichtigungen');
    expect(list).toContain('Anna Beispiel. Bekanntgabe gesperrt: keine Auskunft');
    expect(list).not.toContain('Carla Exempel. Bekanntgabe');
  },
  representative: async () => {
    const path = await giveAndAccept(program, rosa, dario, { to: 'CHE-999.000.108' });
    const example = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === atOnce);
    const sent = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('company-delta')}`,
        'content-type': 'application/json',
        'idempotency-key': 'by-mandate',
        'acting-mandate': path.split('/').at(-1) ?? '',
      },
      body: JSON.stringify({ answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()) }),
    });
    const { case: made } = (await sent.json()) as { case: { ref: string } };
    const used = await rows(
      `select 1 from kernel.access_entry e join identity.account a on a.id = e.actor_id
       where e.actor_kind = 'mandatary' and a.subject = 'company-delta'`,
    );
    expect(used, 'he has used data of Rosa').not.toEqual([]);
    const [uses, history] = [
      await htmlOf(rosa, '/konto/zugriffe'),
      await htmlOf(rosa, `/faelle/${made.ref}`),
    ];
    expect(history).toContain('In Vertretung für ');
    const api = (await as.get('/api/v1/me/accesses', 'resident-rosa')).text;
    for (const seen of [uses, history, api]) expect(seen).not.toContain('Dario Modell');
    // The company is known, its representative is not.
    expect(await htmlOf(rosa, path)).toContain('Delta Beispiel GmbH');
    expect(await block(dario, 'nein')).toBe('/konto/bekanntgabe?jetzt=unblocked');
    expect(await htmlOf(rosa, '/konto/zugriffe')).toContain('Dario Modell');
    expect(await htmlOf(rosa, `/faelle/${made.ref}`)).toContain('Dario Modell für ');
    await block(dario, 'ja');
  },
  'paper-mandate': async () => {
    const body = new FormData();
    const today = program.app.clock.today();
    const fields = {
      ...{ _csrf: csrfOf(await htmlOf(erik, '/vertretung/schalter')), scope: 'all', accepted: 'no' },
      ...{ giver: '756.9999.0040.46', mandatary: '756.9999.0010.14' },
      ...dateFields('from', today),
      ...dateFields('until', `${Number(today.slice(0, 4)) + 1}-01-31`),
    };
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('scan', new Blob([pdf() as BlobPart], { type: 'application/pdf' }), 'vollmacht.pdf');
    expect((await erik.fetch('/vertretung/schalter', { method: 'POST', body })).status).toBe(303);
    await program.settle();
    const [made] = await rows<{ id: string }>(
      'select id from mandates.mandate order by offered_at desc limit 1',
    );
    const path = `/vertretung/vollmachten/${made?.id}`;
    const offered = await htmlOf(rosa, path);
    expect(offered).toContain('Person auf dem Papier');
    expect(offered).not.toContain('Anna Beispiel');
    const mails = await rows<{ text: string }>(
      `select convert_from(message, 'UTF8') as text from kernel.mail where key = $1`,
      [`mandate/${made?.id}/offered/giver`],
    );
    expect(mails).toHaveLength(1);
    expectNothingOfHers(mails[0]?.text ?? '');
    expect((await act(anna, path, 'accept')).status).toBe(303);
    expect(await htmlOf(rosa, path)).toContain('Anna Beispiel');
  },
});
