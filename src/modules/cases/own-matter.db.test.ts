// Nobody handles their own matter: a member of staff who is one of the parties may look and give back, and is told why no more.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { policyProgram, type PolicyProgram } from './testing/policy-program.ts';

let program: PolicyProgram;
/** What the provider of staff says of Fiona at a sign-in: which entry of the register she is. */
const isInRegister = (key: string | null) =>
  program.rows(`update identity.account set register_id = $1 where subject = 'clerk-fiona'`, [key]);
const actions = async () =>
  (await program.caseAs('clerk-fiona')).actions.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b));

beforeAll(async () => {
  program = await policyProgram();
});
afterAll(() => program.stop());

it('leaves the case of somebody else as it is', async () => {
  await isInRegister('anna');
  expect(await actions()).toContain('take');
});

it('can be looked at and not be taken, by page and API, with the reason and the colleagues', async () => {
  await isInRegister('carla');
  expect(await actions()).toEqual([]);
  expect((await program.caseAs('clerk-fiona')).withheld).toEqual([]);
  const { revision } = await program.caseAs('clerk-fiona');
  const refused = await program.api('clerk-fiona', `/api/v1/cases/${program.ref}/actions/take`, {});
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'OWN_MATTER' });

  const jar = await program.open('clerk-fiona');
  const page = await (await jar.fetch(`/faelle/${program.ref}`)).text();
  expect(page).toContain('Dieses Geschäft betrifft Sie selbst');
  expect(page).toContain('Hanna Probst');
  // The page offers no form; a form from elsewhere, or from before, gets no further.
  const posted = await jar.post(`/faelle/${program.ref}/aktionen/take`, {
    _csrf: csrfOf(await (await jar.fetch('/abmelden')).text()),
    _revision: String(revision),
  });
  expect(posted.status).toBe(403);
  expect(await posted.text()).toContain('Es geht um Sie selbst');
  const why = await (await jar.fetch(`/warum?geschaeft=${program.ref}`)).text();
  expect(why).toContain('Es geht nicht um Sie selbst, und Sie haben nicht als Privatperson daran mitgewirkt');
  expect((await program.caseAs('clerk-fiona')).revision).toBe(revision);
});

it('is not decided by who has taken it before it was known, who can still give it back', async () => {
  await isInRegister(null);
  const { revision } = await program.caseAs('clerk-fiona');
  const taken = await program.api('clerk-fiona', `/api/v1/cases/${program.ref}/actions/take`, {}, revision);
  expect(taken.status).toBe(200);
  await isInRegister('carla');
  expect(await actions()).toEqual(['release']);
  const decided = await program.api(
    'clerk-fiona',
    `/api/v1/cases/${program.ref}/actions/confirm`,
    { reasons: 'Alles in Ordnung.' },
    revision + 1,
  );
  expect(await decided.json()).toMatchObject({ status: 403, code: 'OWN_MATTER' });
  const released = await program.api(
    'clerk-fiona',
    `/api/v1/cases/${program.ref}/actions/release`,
    {},
    revision + 1,
  );
  expect(released.status).toBe(200);
});

it('is also that of whoever acted in it for somebody else', async () => {
  await program.rows(
    `insert into cases.history_entry (case_ref, at, action, to_state, actor_kind, actor_id, input)
     select $1, now(), 'reply', 'in-review', 'person', id, '{}' from identity.account where subject = 'resident-luis'`,
    [program.ref],
  );
  await isInRegister('paula');
  expect(await actions()).toContain('take');
  await isInRegister('luis');
  expect(await actions()).toEqual([]);
});

it('is served by somebody else at the counter: nobody identifies or empowers themselves', async () => {
  await program.rows(`update identity.account set register_id = 'anna' where subject = 'counter-erik'`);
  const jar = await program.open('counter-erik');
  const start = await (await jar.fetch('/schalter')).text();
  const anna = '756.9999.0010.14';
  const found = await jar.post('/schalter/suche', { _csrf: csrfOf(start), ahv: anna });
  const page = await found.text();
  expect(page).toContain('Es geht um Sie selbst');
  expect(page).not.toContain('Anna Beispiel');
  const block = await (await jar.fetch('/schalter/bekanntgabe')).text();
  const lifted = await jar.post('/schalter/bekanntgabe', {
    ...{ _csrf: csrfOf(block), ahv: anna, what: 'lift', identification: 'document' },
  });
  expect(await lifted.text()).toContain('Es geht um Sie selbst');
});
