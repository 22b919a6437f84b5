// Forms while a register is silent: the person types, it counts as stated; the register comes back, changes, or takes its word back.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { registerField } from '../../src/engine/index.ts';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { bareDb } from '../support/unguarded.ts';
import { legalBasisOf } from '../../src/modules/cases/index.ts';
import { exampleAnswers, examplesOf, services } from '../../src/modules/catalogue/index.ts';
import { askKnown } from '../../src/modules/data/index.ts';
import type { RunningRegister } from '../../src/register/serve-register.ts';
import type { BadRegister } from '../support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../support/behind-register.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';

const service = 'wohnsitzbescheinigung-bestellen';
const form = `/leistungen/${service}/formular`;

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

const draft = () =>
  bareDb(program.app)
    .selectFrom('intake.draft')
    .select(['known', 'silent', 'visited', 'answers'])
    .where('submitted_ref', 'is', null)
    .executeTakeFirstOrThrow();

async function anna(): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  return jar;
}

/** Sends a page of the form. */
async function post(jar: CookieJar, path: string, fields: Record<string, string>): Promise<Response> {
  const { id } = await bareDb(program.app)
    .selectFrom('intake.draft')
    .select('id')
    .where('submitted_ref', 'is', null)
    .executeTakeFirstOrThrow();
  // A page of the form would ask the registers.
  const html = await (await jar.fetch('/abmelden')).text();
  const asked = Object.fromEntries(Object.keys(fields).map((name) => [`_asked.${name.split('.')[0]}`, '1']));
  return jar.post(path, { _csrf: csrfOf(html), _draft: id, _do: 'next', ...asked, ...fields });
}

async function submitByApi(answers: Record<string, unknown>): Promise<Response> {
  return fetch(`${program.origin}/api/v1/services/${service}/submissions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await program.token('resident-anna')}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ answers }),
  });
}

function certificate(): Record<string, unknown> {
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  return exampleAnswers(program.app, example);
}

it('a certificate is issued at once on the register’s word; on the person’s alone staff decide, and it says why', async () => {
  const at = async (response: Response) => {
    expect(response.status).toBe(201);
    const { ref } = ((await response.json()) as { case: { ref: string } }).case;
    const row = await bareDb(program.app)
      .selectFrom('cases.matter')
      .select(['state', 'origins', 'outcome'])
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow();
    return { state: row.state, origins: row.origins, decided: row.outcome !== null, ref };
  };
  const proven = await at(await submitByApi(certificate()));
  expect(proven).toMatchObject({
    decided: true,
    origins: { '/vorname': { register: 'residents', asOf: '2026-11-24' } },
  });
  between.behave('dead');
  const stated = await at(await submitByApi(certificate()));
  expect(stated.decided).toBe(false);
  expect(stated.origins).toMatchObject({ '/vorname': { register: 'residents', stated: true } });
  const page = await (await (await anna()).fetch(`/faelle/${stated.ref}?lang=en`)).text();
  expect(page).toContain('As stated, not proven. No answer: Residents’ register');
});

it('while it is silent the form asks; when it is back it says what it knows, beside what was typed', async () => {
  between.behave('slow');
  const jar = await anna();
  expect((await jar.fetch(form)).status).toBe(303);
  const asked = await (await jar.fetch(`${form}/person?lang=en`)).text();
  expect(asked).toContain('A register is not answering at the moment');
  expect(asked).toContain('name="vorname"');
  expect(await draft()).toMatchObject({ known: {}, silent: ['residents'] });
  between.behave('dead');
  const typed = {
    vorname: 'Anna',
    nachname: 'Anders',
    'geboren.day': '12',
    'geboren.month': '04',
    'geboren.year': '1989',
    'adresse.street': 'Oetlingerstrasse',
    'adresse.houseNumber': '999',
    'adresse.postalCode': '4057',
    'adresse.town': 'Basel',
  };
  const posted = await post(jar, `${form}/person`, typed);
  expect([posted.status, posted.headers.get('location')]).toEqual([303, `${form}/zweck`]);
  expect((await draft()).visited).toEqual(['person']);
  behind.mend();
  const back = await (await jar.fetch(`${form}/person?lang=en`)).text();
  expect(back).not.toContain('is not answering');
  expect(back).toContain('You typed: “Anders”');
  // The name says something else than what was confirmed: the page is open again.
  expect(await draft()).toMatchObject({ silent: [], visited: [] });
});

it('what may no longer be kept is asked again before it is sent: changed, it is shown again; gone, it is asked', async () => {
  const jar = await anna();
  await jar.fetch(form);
  await post(jar, `${form}/person`, {});
  expect((await draft()).visited).toEqual(['person']);
  const expire = async () => {
    const { known } = await draft();
    const old = Object.fromEntries(
      Object.entries(known as Record<string, object>).map(([id, each]) => [
        id,
        { ...each, until: '2026-11-23T09:00:00.000Z' },
      ]),
    );
    await bareDb(program.app)
      .updateTable('intake.draft')
      .set({ known: JSON.stringify(old) })
      .where('submitted_ref', 'is', null)
      .execute();
  };
  // Unchanged: nothing happens but a new date.
  await expire();
  await jar.fetch(`${form}/zweck`);
  const unchanged = await draft();
  expect(unchanged.visited).toEqual(['person']);
  expect(JSON.stringify(unchanged.known)).not.toContain('2026-11-23T');
  // Changed meanwhile: nothing is sent that the person has not seen.
  await expire();
  const entry = good.store.resident('anna');
  if (!entry) throw new Error('There is no Anna');
  good.store.put({ ...entry, lastName: 'Beispiel-Neu' }, '2026-11-24');
  const sent = await post(jar, `${form}/pruefen`, { erklaerung: 'yes', _do: 'send' });
  expect(sent.headers.get('location')).toContain(`${form}/person`);
  expect(await (await jar.fetch(`${form}/person`)).text()).toContain('Beispiel-Neu');
  // No answer: the old word no longer counts.
  await expire();
  between.behave('dead');
  const gone = await (await jar.fetch(`${form}/person?lang=en`)).text();
  expect(gone).toContain('name="nachname"');
  expect(await draft()).toMatchObject({ known: {}, silent: ['residents'] });
  good.store.put(entry, '2026-11-24');
});

it('at the counter the clerk goes on without the register', async () => {
  between.behave('dead');
  const clerk = new CookieJar(program.origin);
  await signIn(clerk, 'counter-erik');
  const html = await (await clerk.fetch('/schalter')).text();
  const searched = await clerk.post('/schalter/suche?lang=en', {
    _csrf: csrfOf(html),
    ahv: '756.9999.0010.14',
  });
  expect(await searched.text()).toContain(
    'register is not answering at the moment. You can begin without a search',
  );
});

it('every service gets what its definition asks for: grants, laws and registers agree', async () => {
  const person = { id: randomUUID(), registerId: 'anna', organisationId: 'delta' } as PersonActor;
  const silent: string[] = [];
  for (const definition of services(program.app)) {
    const sources = definition.pages.flatMap(({ fields }) => fields.flatMap(({ source }) => source ?? []));
    const asked = await askKnown(program.app, person, sources, definition, legalBasisOf(definition));
    silent.push(...asked.silent.map((register) => `${definition.id}: ${register}`));
    const missing = sources.filter((source) => registerField(source) && !asked.values[source]);
    silent.push(...missing.map((source) => `${definition.id}: ${source}`));
  }
  expect(silent).toEqual([]);
});
