// A parent gives somebody else a mandate for a minor child: as the register says now, until the child is of age, seen and ended by both parents.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openCircuits } from '../../src/modules/data/registers/ask-register.ts';
import { act, actFor, browserOf, dateFields, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import type { RunningRegister } from '../../src/register/serve-register.ts';
import type { BadRegister } from '../support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../support/behind-register.ts';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

let behind: BehindRegister;
let good: RunningRegister;
let between: BadRegister;
let program: TestProgram;
let luis: CookieJar;
let paula: CookieJar;
let carla: CookieJar;
const today = '2026-11-24';
const address = '/vertretung/erteilen';

beforeAll(async () => {
  behind = await behindRegister({ NOW: `${today}T09:00:00+01:00` });
  ({ good, between, program } = behind);
  [luis, paula, carla] = (await Promise.all(
    ['resident-luis', 'resident-paula', 'resident-carla'].map((who) => browserOf(program, who)),
  )) as [CookieJar, CookieJar, CookieJar];
}, 240_000);
afterEach(() => {
  between.behave('good');
  openCircuits(program.app);
});
afterAll(() => behind.stop());

const representation = async (jar: CookieJar, who: string, whom: string) => {
  await htmlOf(jar, '/vertretung/vollmachten');
  return bareDb(program.app)
    .selectFrom('mandates.representation')
    .select(['id', 'represented_id'])
    .where('representative_key', '=', who)
    .where('represented_key', '=', whom)
    .executeTakeFirstOrThrow();
};
async function give(jar: CookieJar, fuer: string, fields: Record<string, string> = {}): Promise<Response> {
  const html = await htmlOf(jar, '/vertretung/erteilen');
  return jar.post(
    address,
    {
      ...{ _csrf: csrfOf(html), fuer, to: 'carla@example.org', scope: 'some', services: 'hund-anmelden' },
      ...dateFields('from', today),
      ...dateFields('until', '2027-01-31'),
      ...fields,
    },
    { 'accept-language': 'de' },
  );
}
const mandates = () => bareDb(program.app).selectFrom('mandates.mandate').select('id').execute();
const mails = async (id: string, occasion: string) =>
  (
    await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select('recipient')
      .where('key', 'like', `mandate/${id}/${occasion}/%`)
      .orderBy('recipient')
      .execute()
  ).map(({ recipient }) => recipient);

it('is given in the child’s name, told to both parents, used by name, and revoked by the other parent at once', async () => {
  const mateo = await representation(luis, 'luis', 'mateo');
  const list = await htmlOf(luis, '/vertretung/vollmachten');
  expect(list).toContain('Wer für Mateo Ejemplo handeln darf');
  expect(list).toContain(`${address}?fuer=${mateo.id}`);
  const form = await htmlOf(luis, `${address}?fuer=${mateo.id}`);
  expect(form).toContain('Vollmacht für Mateo Ejemplo geben');
  const given = await give(luis, mateo.id);
  const path = given.headers.get('location') ?? '';
  const id = path.split('/').at(-1) ?? '';
  expect(given.status).toBe(303);
  const row = await bareDb(program.app)
    .selectFrom('mandates.mandate')
    .select(['giver_id', 'giver_name', 'given_by_name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({
    giver_id: mateo.represented_id,
    giver_name: 'Mateo Ejemplo',
    given_by_name: 'Luis Ejemplo',
  });
  await program.settle();
  const parents = ['luis@example.org', 'paula@example.org'];
  expect(await mails(id, 'offered')).toEqual(['carla@example.org', ...parents]);

  expect((await act(carla, path, 'accept')).status).toBe(303);
  expect((await actFor(carla, path)).status).toBe(303);
  expect(await htmlOf(carla, '/konto')).toContain('Carla Exempel handelt für Mateo Ejemplo');
  const filled = await carla.follow('/leistungen/hund-anmelden/formular');
  expect(await filled.response.text()).toContain('Mateo');
  await program.settle();
  expect(await mails(id, 'accepted')).toEqual(['carla@example.org', ...parents]);

  // Paula sees it, too, and it says whose it is.
  expect(await htmlOf(paula, '/vertretung/vollmachten')).toContain('Carla Exempel');
  const seen = await htmlOf(paula, path);
  expect(seen).toContain('Carla Exempel kann für Mateo Ejemplo handeln');
  // Both parents read which of them gave it.
  for (const html of [seen, await htmlOf(luis, path)])
    expect(html).toContain('Mateo Ejemplo, durch Luis Ejemplo');
  expect((await act(paula, path, 'revoke')).status).toBe(303);
  expect((await carla.fetch('/konto')).status).toBe(403);
  expect(await htmlOf(luis, path)).toContain('ist widerrufen');
  await actFor(carla, '');

  // The child's log names who has given, seen and revoked it.
  const uses = await bareDb(program.app)
    .selectFrom('kernel.access_entry as entry')
    .innerJoin('identity.account as account', 'account.id', 'entry.actor_id')
    .select(['account.subject', 'entry.kind', 'entry.actor_role'])
    .where('entry.subject_id', '=', mateo.represented_id)
    .where('entry.purpose', '=', 'mandate')
    .execute();
  for (const [subject, kind] of [
    ['resident-luis', 'change'],
    ['resident-paula', 'read'],
    ['resident-paula', 'change'],
  ])
    expect(uses).toContainEqual({ subject, kind, actor_role: 'parent' });
});

it('holds no longer than the child is a minor, and never for the parent who gives it', async () => {
  const alba = await representation(luis, 'luis', 'alba');
  expect((await give(luis, alba.id, dateFields('until', '2027-02-13'))).status).toBe(303);
  const before = await mandates();
  const late = await give(luis, alba.id, dateFields('until', '2027-02-14'));
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('ist das Kind volljährig')]);
  const own = await give(luis, alba.id, { to: 'Luis@example.org' });
  expect([own.status, await own.text()]).toEqual([422, expect.stringContaining('Das sind Sie selbst')]);
  expect(await mandates()).toEqual(before);
});

it('is not for the other parent, under whichever address: they act without', async () => {
  const mateo = await representation(luis, 'luis', 'mateo');
  const before = await mandates();
  const other = await give(luis, mateo.id, { to: 'Paula@example.org' });
  expect([other.status, await other.text()]).toEqual([422, expect.stringContaining('ein Elternteil')]);
  expect(await mandates()).toEqual(before);
  // Offered to somebody whom the register names as a parent by the time they accept.
  const path = (await give(luis, mateo.id)).headers.get('location') ?? '';
  const entry = good.store.resident('mateo');
  if (!entry) throw new Error('There is no Mateo');
  good.store.put(
    { ...entry, representatives: [...(entry.representatives ?? []), { person: 'carla', kind: 'parent' }] },
    entry.asOf,
  );
  const accepted = await act(carla, path, 'accept');
  expect([accepted.status, await accepted.text()]).toEqual([
    422,
    expect.stringContaining('Eltern handeln für ihr Kind ohne Vollmacht'),
  ]);
  good.store.put(entry, entry.asOf);
  expect((await act(carla, path, 'accept')).status).toBe(303);
  await act(luis, path, 'revoke');
});

it('is given, seen and ended by nobody but a parent', async () => {
  const mateo = await representation(luis, 'luis', 'mateo');
  const path = (await give(luis, mateo.id)).headers.get('location') ?? '';
  const tom = await browserOf(program, 'resident-tom');
  const werner = await representation(tom, 'tom', 'werner');
  const before = await mandates();
  for (const fuer of [mateo.id, werner.id, 'nonsense']) expect((await give(tom, fuer)).status).toBe(404);
  expect((await tom.fetch(`${address}?fuer=${werner.id}`)).status).toBe(404);
  expect((await tom.fetch(path)).status).toBe(404);
  expect((await act(tom, path, 'revoke')).status).toBe(404);
  expect(await htmlOf(tom, '/vertretung/vollmachten')).not.toContain('Mateo');
  // A parent decides for the child's own side only.
  expect((await act(luis, path, 'accept')).status).toBe(409);
  expect(await mandates()).toEqual(before);
});

it('not when the register names the parent no more; what others were given holds until somebody ends it', async () => {
  const mateo = await representation(luis, 'luis', 'mateo');
  const path = (await give(luis, mateo.id)).headers.get('location') ?? '';
  await act(carla, path, 'accept');
  const entry = good.store.resident('mateo');
  if (!entry) throw new Error('There is no Mateo');
  good.store.put({ ...entry, representatives: [{ person: 'paula', kind: 'parent' }] }, entry.asOf);
  expect((await give(luis, mateo.id)).status).toBe(403);
  expect((await luis.fetch(path)).status).toBe(404);
  expect(await htmlOf(luis, '/vertretung/vollmachten')).not.toContain('Mateo');
  expect((await act(paula, path, 'revoke')).status).toBe(303);
  good.store.put(entry, entry.asOf);
});

it('not while the register is silent: what was typed stays in the form', async () => {
  const mateo = await representation(luis, 'luis', 'mateo');
  const before = await mandates();
  between.behave('dead');
  openCircuits(program.app);
  const posted = await give(luis, mateo.id, { to: 'getippt@example.org' });
  const html = await posted.text();
  expect([posted.status, html]).toEqual([503, expect.stringContaining('antwortet gerade nicht')]);
  expect(html).toContain('value="getippt@example.org"');
  expect(html).toContain(`name="fuer" value="${mateo.id}"`);
  expect(await mandates()).toEqual(before);
  expect((await luis.fetch('/vertretung/vollmachten')).status).toBe(200);
});
