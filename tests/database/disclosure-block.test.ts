// The block of disclosure itself: set once, lifted by a document only, logged, told, and for every account of the person.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outboundWays } from '../../src/modules/data/disclosure/outbound-ways.ts';
import words from '../../src/modules/data/texts/disclosure/de.json' with { type: 'json' };
import { htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import { csrfOf } from '../support/cookie-jar.ts';
import { blockedPersons, type BlockedPersons } from '../support/blocked-persons.ts';

let as: BlockedPersons['as'];
let anna: BlockedPersons['anna'];
let bruno: BlockedPersons['bruno'];
let dario: BlockedPersons['dario'];
let erik: BlockedPersons['erik'];
let person: BlockedPersons['person'];
let program: BlockedPersons['program'];
let block: BlockedPersons['block'];
let searched: BlockedPersons['searched'];
let rows: BlockedPersons['rows'];
beforeAll(async () => {
  ({ as, anna, bruno, dario, erik, person, program, block, searched, rows } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

it('a block is set once, logged, told as an event, shown with every way, and in the copy of one’s own data', async () => {
  expect(await block(anna, 'ja')).toBe('/konto/bekanntgabe?jetzt=same');
  const [{ count } = { count: 0 }] = await rows<{ count: number }>(
    `select count(*)::int as count from kernel.access_entry
     where subject_id = $1 and purpose = 'disclosure-block' and kind = 'change'`,
    [person.id],
  );
  expect(count).toBe(1);
  expect(
    await rows("select 1 from kernel.event where type = 'disclosure.blocked' and subject = $1", [person.id]),
  ).toHaveLength(1);
  const html = await htmlOf(anna, '/konto/bekanntgabe');
  expect(html).toMatch(/Die Bekanntgabe ist gesperrt, seit [^<]*24\.[^<]*2026/);
  for (const { id } of outboundWays) expect(html).toContain(words[`way.${id}.what`]);
  const copy = JSON.parse((await as.get('/api/v1/me/export', 'resident-anna')).text) as {
    disclosureBlocks: unknown[];
  };
  expect(copy.disclosureBlocks).toEqual([
    { setAt: expect.any(String) as string, setAtCounter: false, liftedAt: null, liftedAtCounter: false },
  ]);
});

it('a block is lifted at the counter by a document only, told by mail, and then withholds nothing', async () => {
  const at = '/schalter/bekanntgabe';
  const record = async (fields: Record<string, string>) =>
    erik.post(at, { _csrf: csrfOf(await htmlOf(erik, at)), ahv: '756.9999.0010.14', ...fields });
  expect((await record({ what: 'lift', identification: 'questions' })).status).toBe(422);
  expect((await record({ what: 'lift' })).status).toBe(422);
  expect((await record({ what: 'set', identification: 'document', ahv: '1' })).status).toBe(422);
  expect(await searched()).not.toContain('Oetlingerstrasse');
  // Whose number it is is shown first, without the address, and logged; nothing has changed yet.
  const looks = async () =>
    (
      await rows(
        `select 1 from kernel.access_entry where subject_id = $1 and purpose = 'identify-at-counter'
           and fields = '{name,birthDate,disclosureBlock}' and actor_role = 'counter'`,
        [person.id],
      )
    ).length;
  const before = await looks();
  const document = { what: 'lift', identification: 'document' };
  const asked = await (await record(document)).text();
  for (const word of ['Ist es diese Person?', 'Anna Beispiel', '1989']) expect(asked).toContain(word);
  expect(asked).not.toContain('Oetlingerstrasse');
  expect(await looks()).toBe(before + 1);
  // Confirmed for somebody else than the number is of: nothing.
  expect((await record({ ...document, person: 'bruno' })).status).toBe(422);
  expect(await searched()).not.toContain('Oetlingerstrasse');
  const shown = /name="person" value="([^"]+)"/.exec(asked)?.[1] ?? '';
  const lifted = await record({ ...document, person: shown });
  expect(lifted.headers.get('location')).toBe(`${at}?jetzt=unblocked`);
  expect(await searched()).toContain('Oetlingerstrasse');
  // Whoever lifts it in the account is told, too.
  expect(await block(dario, 'nein')).toBe('/konto/bekanntgabe?jetzt=unblocked');
  await program.settle();
  const mails = await rows<{ recipient: string }>(
    "select recipient from kernel.mail where key like 'disclosure/%/unblocked'",
  );
  expect(mails.map(({ recipient }) => recipient).toSorted()).toEqual([
    'anna@example.org',
    'dario@example.org',
  ]);
  expect(await htmlOf(anna, '/konto/bekanntgabe')).toContain('Aufgehoben. Am Schalter.');
  expect((await bruno.fetch(at)).status).toBe(403);
});

it('a block counts for every account of the same person', async () => {
  await block(anna, 'ja');
  await rows(
    `update data.disclosure_block set account_id = gen_random_uuid() where account_id = $1 and lifted_at is null`,
    [person.id],
  );
  expect(await searched()).toContain('Oetlingerstrasse');
  await rows(
    `with other as (
       insert into identity.account (id, issuer, subject, kind, name, register_id, roles, language, created_at)
       select gen_random_uuid(), 'urn:test:second', 'anna', kind, name, register_id, roles, language, created_at + interval '1 day'
       from identity.account where id = $1 returning id)
     update data.disclosure_block set account_id = (select id from other) where lifted_at is null
       and account_id not in (select id from identity.account)`,
    [person.id],
  );
  expect(await searched()).not.toContain('Oetlingerstrasse');
  expect(await block(anna, 'nein')).toBe('/konto/bekanntgabe?jetzt=unblocked');
  expect(await searched()).toContain('Oetlingerstrasse');
});
