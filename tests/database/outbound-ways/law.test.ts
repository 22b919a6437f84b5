// What goes out in spite of a block because a law asks for it, to those only and told to the person.
import { afterAll, beforeAll, expect } from 'vitest';
import { resolveDayTokens } from '../../../src/engine/index.ts';
import { examplesOf } from '../../../src/modules/catalogue/index.ts';
import { openEmergency } from '../../../src/modules/cases/actions/open-emergency.ts';
import { byStaff } from '../../../src/modules/dialogue/testing/as-identities.ts';
import { browserOf, htmlOf } from '../../../src/modules/mandates/testing/mandates.ts';
import { confirmedBreach } from '../../../src/modules/oversight/testing/confirmed-breach.ts';
import { csrfOf } from '../../support/cookie-jar.ts';
import {
  blockedPersons,
  expectNothingOfHers,
  type BlockedPersons,
  walkWays,
} from '../../support/blocked-persons.ts';

let as: BlockedPersons['as'];
let anna: BlockedPersons['anna'];
let erik: BlockedPersons['erik'];
let person: BlockedPersons['person'];
let program: BlockedPersons['program'];
let rows: BlockedPersons['rows'];
let staff: BlockedPersons['staff'];
beforeAll(async () => {
  ({ as, anna, erik, person, program, rows, staff } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

walkWays('law', {
  registers: async () => {
    const told = program.register?.store.disclosures('anna') ?? [];
    expect(told.length).toBeGreaterThan(0);
    // An office, a purpose and a law (or the person's own wish), each time; nobody else.
    expect(new Set(told.map(({ client }) => client)).size).toBe(1);
    for (const each of told) expect([each.reader, each.purpose, each.legalBasis]).not.toContain('');
  },
  'by-law': async () => {
    const [luis, giulia] = [
      await browserOf(program, 'resident-luis'),
      await browserOf(program, 'resident-giulia'),
    ];
    const at = '/schalter/bekanntgabe';
    const fields = { ahv: '756.9999.0191.94', what: 'set', identification: 'document' };
    const asked = await (await erik.post(at, { _csrf: csrfOf(await htmlOf(erik, at)), ...fields })).text();
    const shown = /name="person" value="([^"]+)"/.exec(asked)?.[1] ?? '';
    const set = await erik.post(at, { _csrf: csrfOf(asked), ...fields, person: shown });
    // He has no mail address: the counter writes to him.
    const done = set.headers.get('location') ?? '';
    expect(done).toBe(`${at}?jetzt=blocked&brief=ja`);
    expect(await htmlOf(erik, done)).toContain('Schreiben Sie ihr einen Brief');
    expect(await htmlOf(luis, '/vertretung')).toContain('Mateo Ejemplo');
    expect(await htmlOf(giulia, '/vertretung')).not.toContain('Mateo Ejemplo');
    const [right] = await rows<{ id: string; child: string }>(
      `select id, represented_id as child from mandates.representation
       where represented_key = 'mateo' and representative_key = 'luis'`,
    );
    expect(
      await rows('select 1 from data.disclosure_block where account_id = $1 and lifted_at is null', [
        right?.child,
      ]),
    ).toHaveLength(1);
    const example = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === byStaff);
    const sent = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('resident-luis')}`,
        'content-type': 'application/json',
        'idempotency-key': 'by-law',
        'acting-mandate': right?.id ?? '',
      },
      body: JSON.stringify({ answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()) }),
    });
    expect(sent.status).toBe(201);
    const { case: made } = (await sent.json()) as { case: { ref: string } };
    await program.settle();
    // Both parents, as the register names them, and nobody else; the mail tells that there is something, not what.
    const mails = await rows<{ recipient: string; text: string }>(
      `select recipient, convert_from(message, 'UTF8') as text from kernel.mail where key like $1 order by recipient`,
      [`%${made.ref}%`],
    );
    expect(mails.map(({ recipient }) => recipient)).toEqual(['luis@example.org', 'paula@example.org']);
    for (const { text } of mails) expect(text).not.toMatch(/Gundeldingerstrasse|756\.9999/);
  },
  emergency: async () => {
    const ref = await as.submit(byStaff);
    const reason = 'Die Person ist im Spital und braucht sofort eine Auskunft.';
    await openEmergency(program.app, await staff('counter-erik'), { ref, reason });
    await program.settle();
    expect((await as.get(`/faelle/${ref}`, 'counter-erik')).text).toContain('Geben Sie niemandem sonst');
    const [mail] = await rows("select 1 from kernel.mail where key like 'emergency-access.opened/%'");
    expect(mail, 'the data protection officer is told').toBeDefined();
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Notfallzugriff');
  },
  oversight: async () => {
    for (const [identity, status] of [
      ['dpo-jonas', 200],
      ['clerk-fiona', 403],
      ['resident-bruno', 403],
    ] as const)
      expect((await as.get('/aufsicht', identity)).status).toBe(status);
    const { id } = await confirmedBreach(program.app, [person.id]);
    const path = `/aufsicht/vorfaelle/${id}/betroffene`;
    expect((await as.get(path, 'dpo-jonas')).text).toContain('Anna Beispiel');
    for (const other of ['clerk-fiona', 'archivist-karin', 'resident-bruno'])
      expectNothingOfHers((await as.get(path, other)).text, other);
    const [look] = await rows(
      "select 1 from kernel.access_entry where subject_id = $1 and purpose = 'breach' and fields = '{name,accesses}'",
      [person.id],
    );
    expect(look, 'she sees that the officer has looked').toBeDefined();
  },
  archive: async () => {
    for (const [identity, status] of [
      ['archivist-karin', 200],
      ['clerk-fiona', 403],
      ['resident-bruno', 403],
    ] as const)
      expect((await as.get('/archiv', identity)).status).toBe(status);
  },
});
