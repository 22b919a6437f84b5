// A child, a ward and a company do not sign in: whoever acts for them by law in everything is told of a breach, and reads it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { actFor, browserOf, giveAndAccept, htmlOf } from '../../mandates/testing/mandates.ts';
import { confirmedBreach } from '../testing/confirmed-breach.ts';
import { tellAffected } from './tell-affected.ts';

let program: TestProgram;
const path = '/konto/zugriffe/vorfaelle';
const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 300_000);
afterAll(() => program.stop());

/** Signed in, and the registers asked for whom they act. */
async function representative(identity: string): Promise<CookieJar> {
  const jar = await browserOf(program, identity);
  await htmlOf(jar, '/vertretung');
  return jar;
}

async function represented(by: string, whom: string): Promise<{ id: string; account: string }> {
  const [row] = await rows<{ id: string; account: string }>(
    `select id, represented_id as account from mandates.representation
       where representative_key = $1 and represented_key = $2`,
    [by, whom],
  );
  if (!row) throw new Error('The demonstration has changed');
  return row;
}

it('by mail, each of them once, and on the page while they act for them; nobody else', async () => {
  const luis = await representative('resident-luis');
  const tom = await representative('resident-tom');
  await representative('company-delta');
  const mateo = await represented('luis', 'mateo');
  const alba = await represented('luis', 'alba');
  const werner = await represented('tom', 'werner');
  const delta = await represented('dario', 'delta');
  // Nobody has ever acted for her here, e.g. served at the counter.
  await rows("delete from mandates.representation where represented_key = 'alba'");
  const visitor = 'b2c7b1a5-24a4-4f0e-9d3c-4a2f5d2a7c11';
  await rows(
    `insert into identity.account (id, issuer, subject, kind, name, roles, created_at)
       values ($1, 'urn:drehscheibe:counter', 'visitor', 'person', 'Vera Besuch', '{resident}', now())`,
    [visitor],
  );
  const affected = [mateo, alba, werner, delta].map(({ account }) => account);
  const { id, told } = await confirmedBreach(program.app, [...affected, visitor]);
  await tellAffected(program.app, { subject: id });
  await tellAffected(program.app, { subject: id });
  expect(await told()).toEqual(
    new Map([
      [mateo.account, 'mail'],
      [alba.account, 'mail'],
      // Tom answers for some areas only; nobody signs in for Werner, nor to what was made at the counter.
      [werner.account, 'gone'],
      [delta.account, 'mail'],
      [visitor, 'gone'],
    ]),
  );
  const mails = await rows<{ recipient: string; key: string }>(
    'select recipient, key from kernel.mail where key like $1 order by recipient',
    [`incident/${id}/%`],
  );
  const mailed = (account: string) =>
    mails.flatMap(({ recipient, key }) => (key.includes(`/${account}/`) ? [recipient] : []));
  expect(mailed(mateo.account)).toEqual(['luis@example.org', 'paula@example.org']);
  expect(mailed(alba.account)).toEqual(['luis@example.org', 'paula@example.org']);
  expect(mailed(delta.account)).toEqual(['dario@example.org', 'denise@example.org']);
  expect(mails).toHaveLength(6);

  expect(await htmlOf(luis, path)).not.toContain('Mitteilung vom');
  expect((await actFor(luis, mateo.id)).status).toBe(303);
  expect(await htmlOf(luis, '/konto')).toContain(`href="${path}"`);
  expect(await htmlOf(luis, path)).toContain('Jemand konnte Daten von Mateo Ejemplo sehen');
  const looks = await rows(
    "select fields from kernel.access_entry where subject_id = $1 and purpose = 'breach' and actor_role <> 'oversight.tell-affected'",
    [mateo.account],
  );
  expect(looks).toEqual([{ fields: ['accesses'] }]);

  expect((await actFor(tom, werner.id)).status).toBe(303);
  expect((await tom.fetch(path)).status).toBe(403);
  expect(await htmlOf(tom, '/konto')).not.toContain(path);
});

it('not whoever has a mandate: it covers services, not what happened with the data', async () => {
  const [anna, bruno] = [
    await browserOf(program, 'resident-anna'),
    await browserOf(program, 'resident-bruno'),
  ];
  const mandate = await giveAndAccept(program, anna, bruno, { to: 'bruno@example.org' });
  expect((await actFor(bruno, mandate)).status).toBe(303);
  expect((await bruno.fetch('/konto')).status).toBe(200);
  expect((await bruno.fetch(path)).status).toBe(403);
});
