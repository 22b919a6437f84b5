// Death ends a mandate at once; and a mandate that was signed on paper is recorded at the counter.
import { bareDb } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { endForDeceased } from './actions/end-for-deceased.ts';
import { act, actFor, browserOf, htmlOf } from './testing/mandates.ts';
import { ahv, latestMandate, recordPaper } from './testing/paper.ts';

let program: TestProgram;
let erik: CookieJar;
beforeAll(async () => {
  program = await testProgram();
  erik = await browserOf(program, 'counter-erik');
}, 240_000);
afterAll(() => program.stop());

const record = (fields: Record<string, string>, scan?: Blob) => recordPaper(program, erik, fields, scan);
const latest = () => latestMandate(program);

describe('on paper', () => {
  it('signed by both it holds at once; both see the paper, nobody else does', async () => {
    const carla = await browserOf(program, 'resident-carla');
    const anna = await browserOf(program, 'resident-anna');
    const bruno = await browserOf(program, 'resident-bruno');
    expect((await record({ giver: ahv.anna, mandatary: ahv.carla })).status).toBe(303);
    const { id, state } = await latest();
    expect(state).toBe('accepted');
    expect((await actFor(carla, id)).status).toBe(303);
    expect(await htmlOf(carla, '/konto')).toContain('Carla Exempel handelt für Anna Beispiel');
    await actFor(carla, '');
    const path = `/vertretung/vollmachten/${id}`;
    const paper = [
      await anna.fetch(`${path}/papier`),
      await carla.fetch(`${path}/papier`),
      await bruno.fetch(`${path}/papier`),
      await erik.fetch(`${path}/papier`),
    ];
    expect(paper.map((each) => each.status)).toEqual([200, 200, 404, 403]);
    expect(await htmlOf(anna, path)).toContain('Unterschriebene Vollmacht ansehen');
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Schalter und Telefon');
    expect((await act(anna, path, 'revoke')).status).toBe(303);
  });

  it('of a child is seen by both parents, and nobody else', async () => {
    const mateo = program.register?.store.resident('mateo')?.ahv ?? '';
    expect((await record({ giver: mateo, mandatary: ahv.carla })).status).toBe(303);
    const { id } = await latest();
    const seen = async (identity: string) => {
      const jar = await browserOf(program, identity);
      await htmlOf(jar, '/vertretung/vollmachten');
      return (await jar.fetch(`/vertretung/vollmachten/${id}/papier`)).status;
    };
    expect([await seen('resident-luis'), await seen('resident-paula'), await seen('resident-tom')]).toEqual([
      200, 200, 404,
    ]);
  });

  it('signed by one it waits for the other', async () => {
    const carla = await browserOf(program, 'resident-carla');
    expect((await record({ giver: ahv.anna, mandatary: ahv.carla, accepted: 'no' })).status).toBe(303);
    const { id, state } = await latest();
    expect(state).toBe('offered');
    expect((await actFor(carla, id)).status).toBe(403);
    expect((await act(carla, `/vertretung/vollmachten/${id}`, 'accept')).status).toBe(303);
    expect((await actFor(carla, id)).status).toBe(303);
  });

  const faults: [string, Record<string, string>, string][] = [
    ['a wrong number', { giver: '756.1234' }, 'Diese AHV-Nummer stimmt nicht'],
    ['nobody’s number', { mandatary: '756.9217.0769.85' }, 'steht niemand im Einwohnerregister'],
    ['the same person twice', { mandatary: ahv.anna }, 'Das ist dieselbe Person'],
    ['no word on who has signed', { accepted: '' }, 'ob beide unterschrieben haben'],
  ];
  it.each(faults)('refuses %s and keeps what was typed', async (_what, fields, says) => {
    const answered = await record({ giver: ahv.anna, mandatary: ahv.carla, ...fields });
    const html = await answered.text();
    expect([answered.status, html]).toEqual([422, expect.stringContaining(says)]);
    expect(html).toContain(`value="${fields['mandatary'] ?? ahv.carla}"`);
  });

  it('refuses a paper that is none', async () => {
    const filed = { giver: ahv.anna, mandatary: ahv.carla };
    const html = new Blob(['<script>alert(1)</script>'], { type: 'application/pdf' });
    expect((await record(filed, html)).status).toBe(422);
    const body = new FormData();
    body.set('_csrf', csrfOf(await htmlOf(erik, '/vertretung/schalter')));
    const missing = await erik.fetch('/vertretung/schalter', { method: 'POST', body });
    expect([missing.status, await missing.text()]).toEqual([
      422,
      expect.stringContaining('eingelesene Papier'),
    ]);
  });
});

it('death ends it: at once for who is acting, then for good, and only the survivor is told', async () => {
  const { app } = program;
  const carla = await browserOf(program, 'resident-carla');
  const rosa = await bareDb(app)
    .selectFrom('identity.account')
    .select('id')
    .where('subject', '=', 'resident-rosa')
    .executeTakeFirstOrThrow();
  const mandate = () =>
    bareDb(app)
      .selectFrom('mandates.mandate')
      .selectAll()
      .where('giver_id', '=', rosa.id)
      .executeTakeFirstOrThrow();
  const { id } = await mandate();
  await actFor(carla, id);
  expect((await carla.fetch('/konto')).status).toBe(200);
  await endForDeceased(app);
  expect((await mandate()).state).toBe('accepted');
  const store = program.register?.store;
  const entry = store?.resident('rosa');
  if (!store || !entry) throw new Error('There is no Rosa in the register');
  store.put({ ...entry, diedOn: app.clock.today() }, app.clock.today());
  expect((await carla.fetch('/konto')).status).toBe(403);
  expect((await actFor(carla, '')).status).toBe(303);
  await endForDeceased(app);
  await endForDeceased(app);
  expect(await mandate()).toMatchObject({ state: 'ended', end_reason: 'death' });
  expect(await htmlOf(carla, `/vertretung/vollmachten/${id}`)).toContain(
    'Mit dem Tod einer der beiden Personen',
  );
  await program.settle();
  const mails = await bareDb(app)
    .selectFrom('kernel.mail')
    .select('recipient')
    .where('key', 'like', `mandate/${id}/ended/%`)
    .execute();
  expect(mails).toEqual([{ recipient: 'carla@example.org' }]);
  // The dead give no mandate on paper.
  expect((await record({ giver: ahv.rosa, mandatary: ahv.carla })).status).toBe(422);
});
