// What goes out in spite of a block because the person has asked for it, and no further.
import { afterAll, beforeAll, expect } from 'vitest';
import { act, giveAndAccept, htmlOf } from '../../../src/modules/mandates/testing/mandates.ts';
import { browser, seeded } from '../../../src/modules/community/testing/colleagues.ts';
import { asking } from '../../../src/modules/questions/testing/asking.ts';
import { made, desk } from '../../../src/modules/reports/testing/report-forms.ts';
import { CookieJar, csrfOf } from '../../support/cookie-jar.ts';
import {
  blockedPersons,
  expectNothingOfHers,
  type BlockedPersons,
  walkWays,
} from '../../support/blocked-persons.ts';

let anna: BlockedPersons['anna'];
let block: BlockedPersons['block'];
let bruno: BlockedPersons['bruno'];
let program: BlockedPersons['program'];
let rows: BlockedPersons['rows'];
beforeAll(async () => {
  ({ anna, block, bruno, program, rows } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

walkWays('own-act', {
  mandate: async () => {
    const path = await giveAndAccept(program, anna, bruno, { to: 'bruno@example.org' });
    expect(await htmlOf(bruno, '/vertretung')).toContain('Anna Beispiel');
    expect((await act(anna, path, 'revoke')).status).toBe(303);
    expect(await htmlOf(bruno, '/vertretung')).not.toContain('Anna Beispiel');
  },
  participation: async () => {
    // She has chosen to be shown by name here, and nowhere else.
    const at = '/mitreden/buergerraete';
    const visitor = new CookieJar(program.origin);
    const shown = await htmlOf(visitor, `${at}/beitraege`);
    expect(shown).toContain('Anna Beispiel');
    expect(shown).not.toMatch(/Oetlingerstrasse|756\.9999|anna@example\.org/);
    const processes = await rows<{ id: string }>(
      "select id from participation.process where id <> 'buergerraete'",
    );
    for (const { id } of processes)
      for (const part of ['', '/beitraege'])
        expectNothingOfHers(await (await visitor.fetch(`/mitreden/${id}${part}`)).text(), id + part);
    const named = await rows<{ id: string }>(
      `select c.id from participation.contribution c join participation.author a on a.id = c.author_id
       where a.shown_as = 'Anna Beispiel' and c.process_id = 'buergerraete' and c.state = 'published'`,
    );
    expect(named).not.toEqual([]);
    for (const { id } of named) {
      const fields = {
        _csrf: csrfOf(await htmlOf(anna, '/konto/mitreden')),
        beitrag: id,
        schritt: 'withdraw',
      };
      expect((await anna.post('/konto/mitreden', fields)).status).toBe(303);
    }
    for (const part of ['', '/beitraege', '/beitraege.csv'])
      expectNothingOfHers(await (await visitor.fetch(at + part)).text(), at + part);
  },
  'own-words': async () => {
    const { ask, idOf } = asking(() => program);
    expect((await ask(anna, { titel: 'Frage einer Gesperrten' })).answer.status).toBe(303);
    const asked = await idOf('Frage einer Gesperrten');
    const { id } = await made(anna, {
      art: 'schlagloch',
      'frage.wo': 'platz',
      text: 'Die Platte ist locker.',
    });
    // Whoever works on it reads what she has written, not who she is; the public reads neither.
    for (const [address, who, words] of [
      [`/fragen/bearbeiten/${asked}`, 'clerk-staatskanzlei', 'Frage einer Gesperrten'],
      [desk(id), 'clerk-tiefbauamt', 'Die Platte ist locker.'],
    ] as const) {
      const html = await htmlOf(await browser(program, who), address);
      expect(html, address).toContain(words);
      expectNothingOfHers(html, address);
    }
    const visitor = new CookieJar(program.origin);
    expect((await visitor.fetch(`/fragen/${asked}`)).status).toBe(404);
    const open = await htmlOf(visitor, `/meldungen/${id}`);
    expect(open).not.toContain('Die Platte ist locker.');
    for (const address of [`/meldungen/${id}`, '/meldungen', '/fragen', '/korrekturen'])
      expectNothingOfHers(await htmlOf(visitor, address), address);
  },
  'community-guest': async () => {
    await block(bruno, 'ja');
    const group = `/gemeinschaft/gruppen/${seeded.withGuest}`;
    const hanna = await browser(program, 'head-hanna');
    const members = await htmlOf(hanna, `${group}/mitglieder`);
    expect(members).toContain('Bruno Muster');
    expect(members).not.toMatch(/bruno@example\.org|756\.9999/);
    expect((await anna.fetch(`${group}/mitglieder`)).status).toBe(403);
    const fields = { _csrf: csrfOf(await htmlOf(bruno, group)), schritt: 'leave' };
    expect((await bruno.post(group, fields)).status).toBe(303);
    for (const address of [group, `${group}/mitglieder`])
      expect(await htmlOf(hanna, address), address).not.toContain('Bruno Muster');
    await block(bruno, 'nein');
  },
});
