// What the register of taxes knows is read only when the person asks for it: in the form, at the counter, by the API; shown first, taken or refused.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { exampleAnswers, examplesOf, requireServiceVersion } from '../../src/modules/catalogue/index.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { requestKnown } from '../../src/modules/intake/actions/request-known.ts';
import { draftColumns, toDraft } from '../../src/modules/intake/queries/draft.ts';
import type { RunningRegister } from '../../src/register/serve-register.ts';
import type { BadRegister } from '../support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../support/behind-register.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

const service = 'praemienverbilligung';
const form = `/leistungen/${service}/formular`;
const page = `${form}/steuerwerte`;

let behind: BehindRegister;
let good: RunningRegister;
let between: BadRegister;
let program: TestProgram;

beforeAll(async () => {
  behind = await behindRegister({ NOW: '2026-11-24T09:00:00+01:00' });
  ({ good, between, program } = behind);
});
afterAll(() => behind.stop());
beforeEach(async () => {
  behind.mend();
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
});

const draft = async () =>
  toDraft(
    await bareDb(program.app)
      .selectFrom('intake.draft')
      .select(draftColumns)
      .where('submitted_ref', 'is', null)
      .executeTakeFirstOrThrow(),
  );

/** Disclosures of tax data that the register has written down. */
const disclosed = () => good.store.disclosures('anna').filter(({ register }) => register === 'taxes');

/** Uses of tax data in Anna's log. */
const uses = () =>
  bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['purpose', 'legal_basis', 'actor_kind', 'fields'])
    .where('purpose', '=', `request|${service}`)
    .orderBy('id')
    .execute();

const answers = (): Record<string, unknown> => {
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  const {
    steuerjahr: _,
    nettoeinkommen: __,
    reinvermoegen: ___,
    ...others
  } = exampleAnswers(program.app, example);
  return others;
};

/** Anna's form, filled in up to the page of the tax values. */
async function anna(): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  await jar.fetch(form);
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ answers: JSON.stringify(answers()) })
    .where('submitted_ref', 'is', null)
    .execute();
  return jar;
}

async function post(jar: CookieJar, address: string, fields: Record<string, string>): Promise<Response> {
  const html = await (await jar.fetch(address)).text();
  const asked = Object.fromEntries(
    [...html.matchAll(/name="(_asked\.[^"]+)"/g)].map(([, name]) => [name ?? '', '1']),
  );
  return jar.post(address, { _csrf: csrfOf(html), _draft: (await draft()).id, ...asked, ...fields });
}

const byApi = async (path: string, body: object, key = randomUUID()) =>
  fetch(`${program.origin}/api/v1/services/${service}/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await program.token('resident-anna')}`,
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  });

const originsOf = async (ref: string) =>
  (
    await bareDb(program.app)
      .selectFrom('cases.matter')
      .select('origins')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
  ).origins as Record<string, unknown>;

it('nothing is read before the button; then it is shown with where from and as of when, and can be refused', async () => {
  const jar = await anna();
  const before = disclosed().length;
  const offered = await (await jar.fetch(`${page}?lang=de`)).text();
  expect(offered).toContain('Angaben aus der Steuerveranlagung holen');
  expect(offered).toContain('Steuerjahr der Veranlagung, Nettoeinkommen im Jahr, Reinvermögen');
  expect(offered).toContain('Steuerregister, Steuerverwaltung');
  expect(offered).toContain('auf ausdrückliches Begehren der Person');
  expect(offered).toContain('name="nettoeinkommen"');
  expect([disclosed().length, (await draft()).known['nettoeinkommen']]).toEqual([before, undefined]);

  const asked = await post(jar, page, { _request: 'taxes' });
  expect([asked.status, asked.headers.get('location')]).toEqual([303, page]);
  const shown = await (await jar.fetch(page)).text();
  expect(shown).toMatch(/Steuerregister, Stand 24\.\s*November\s2026/);
  expect(shown).not.toContain('name="nettoeinkommen"');
  expect((await draft()).known['nettoeinkommen']).toMatchObject({ value: 68_400, register: 'taxes' });
  expect((await draft()).visited).not.toContain('steuerwerte');
  expect(disclosed().at(-1)).toMatchObject({
    ...{ reader: service, purpose: service, legalBasis: 'request' },
    fields: ['taxYear', 'netIncome', 'netWealth'],
  });
  expect((await uses()).at(-1)).toMatchObject({
    ...{ legal_basis: 'request', actor_kind: 'self', fields: ['taxes'] },
  });
  const log = await (await jar.fetch('/konto/zugriffe')).text();
  expect(log).toContain('Auf Ihr Begehren geholt für: ');
  expect(log).toContain('auf ausdrückliches Begehren der Person');

  const count = disclosed().length;
  await post(jar, page, { _refuse: 'taxes' });
  const refused = await (await jar.fetch(page)).text();
  expect(refused).toContain('name="nettoeinkommen"');
  expect(refused).toContain('Angaben aus der Steuerveranlagung holen');
  expect(await draft()).toMatchObject({ requested: [], silent: [] });
  expect(disclosed().length).toBe(count);
});

it('while the register is dead the person types; when it is back it is asked again, since the request stands', async () => {
  const jar = await anna();
  between.behave('dead');
  await post(jar, page, { _request: 'taxes' });
  expect(await draft()).toMatchObject({ requested: ['taxes'], silent: ['taxes'] });
  const typing = await (await jar.fetch(`${page}?lang=de`)).text();
  expect(typing).toContain('Was wir sonst aus dem Steuerregister wüssten');
  expect(typing).toContain('name="nettoeinkommen"');
  behind.mend();
  expect(await (await jar.fetch(page)).text()).toContain('Steuerregister, Stand');
});

it('a value that may no longer be kept is asked again only as long as the request stands', async () => {
  const jar = await anna();
  await post(jar, page, { _request: 'taxes' });
  const { known } = await draft();
  const over = Object.fromEntries(
    Object.entries(known).map(([id, each]) => [id, { ...each, until: '2026-11-24T07:00:00.000Z' }]),
  );
  await bareDb(program.app)
    .updateTable('intake.draft')
    .set({ known: JSON.stringify(over), requested: [] })
    .where('submitted_ref', 'is', null)
    .execute();
  const before = disclosed().length;
  expect(await (await jar.fetch(page)).text()).toContain('name="nettoeinkommen"');
  expect(disclosed().length).toBe(before);
});

it('whoever acts for somebody can’t ask for it, nor for a register that needs no request', async () => {
  await anna();
  const open = await draft();
  const definition = await requireServiceVersion(program.app, service, open.serviceVersion);
  const acting = {
    kind: 'person',
    id: open.ownerId,
    registerId: 'anna',
    acting: {},
  } as unknown as PersonActor;
  await expect(
    requestKnown(program.app, { person: acting, changer: acting }, definition, open, 'taxes'),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  expect((await post(jar, page, { _request: 'residents' })).status).toBe(400);
});

it('at the counter the clerk asks on the person’s word, and the log says so', async () => {
  const clerk = new CookieJar(program.origin);
  await signIn(clerk, 'counter-erik');
  const begin = async (identification: string) => {
    const html = await (await clerk.fetch('/schalter')).text();
    const { id } = await bareDb(program.app)
      .selectFrom('identity.account')
      .select('id')
      .where('subject', '=', 'resident-anna')
      .executeTakeFirstOrThrow();
    const opened = await clerk.post('/schalter/beginnen', {
      ...{ _csrf: csrfOf(html), person: id, service, channel: 'counter', identification, language: 'de' },
    });
    const address = opened.headers.get('location') ?? '';
    await bareDb(program.app)
      .updateTable('intake.draft')
      .set({ answers: JSON.stringify(answers()) })
      .where('id', '=', address.split('/').at(-1) ?? '')
      .execute();
    return address;
  };
  const ask = async (address: string) => {
    const html = await (await clerk.fetch(`${address}?lang=de`)).text();
    const revision = /name="_revision" value="(\d+)"/.exec(html)?.[1] ?? '';
    const answer = await clerk.post(address, { _csrf: csrfOf(html), _revision: revision, _request: 'taxes' });
    return { html, answer };
  };
  const address = await begin('document');
  const { html, answer } = await ask(address);
  expect(html).toContain('Auf Wort der Person: Angaben aus der Steuerveranlagung holen');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${address}#seite-steuerwerte`]);
  expect(await (await clerk.fetch(address)).text()).toContain('Steuerregister, Stand');
  expect((await uses()).at(-1)).toMatchObject({ actor_kind: 'staff', legal_basis: 'request' });
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
  const unknown = await ask(await begin('none'));
  expect(unknown.html).not.toContain('Auf Wort der Person');
  expect(unknown.answer.status).toBe(403);
});

it('by the API: shown first, read with the submission only where asked for; what is typed instead counts as stated', async () => {
  const preview = async (body: object) =>
    (await (await byApi('known', body)).json()) as {
      items: { pointer: string; value: unknown; asOf: string }[];
    };
  expect((await preview({})).items.map(({ pointer }) => pointer)).not.toContain('/nettoeinkommen');
  expect((await preview({ request: ['taxes'] })).items).toContainEqual({
    ...{ pointer: '/nettoeinkommen', value: 68_400, register: 'taxes', asOf: '2026-11-24', proven: false },
  });
  expect((await byApi('known', { request: ['residents'] })).status).toBe(422);

  const without = await byApi('submissions', { answers: answers() });
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('/nettoeinkommen')]);
  const key = randomUUID();
  const sent = await byApi('submissions', { answers: answers(), request: ['taxes'] }, key);
  expect(sent.status).toBe(201);
  const { ref } = ((await sent.json()) as { case: { ref: string } }).case;
  expect((await originsOf(ref))['/nettoeinkommen']).toEqual({ register: 'taxes', asOf: '2026-11-24' });
  // The same key without the request is another submission.
  expect((await byApi('submissions', { answers: answers() }, key)).status).toBe(422);

  const typed = await byApi('submissions', {
    answers: { ...answers(), steuerjahr: '2025', nettoeinkommen: 30_000, reinvermoegen: 0 },
  });
  const stated = ((await typed.json()) as { case: { ref: string } }).case.ref;
  expect((await originsOf(stated))['/nettoeinkommen']).toEqual({
    ...{ register: 'taxes', stated: true, unasked: true },
  });
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  expect(await (await jar.fetch(`/faelle/${stated}?lang=de`)).text()).toContain(
    'Selbst angegeben, nicht bewiesen. Nicht geholt: Steuerregister',
  );
});
