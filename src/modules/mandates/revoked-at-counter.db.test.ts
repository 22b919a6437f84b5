// Revoked at the counter, a mandate ends whichever way it was given, for each account that the two people have.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { act, actFor, browserOf, htmlOf, postOffer } from './testing/mandates.ts';
import { ahv, latestMandate, recordPaper } from './testing/paper.ts';

let program: TestProgram;
let erik: CookieJar;
beforeAll(async () => {
  program = await testProgram();
  erik = await browserOf(program, 'counter-erik');
}, 240_000);
afterAll(() => program.stop());

const record = (fields: Record<string, string>) => recordPaper(program, erik, fields);
const latest = () => latestMandate(program);

async function revoke(fields: { giver: string; mandatary: string }): Promise<string> {
  const address = '/vertretung/schalter/widerruf';
  const html = await htmlOf(erik, address);
  const answered = await erik.post(address, { _csrf: csrfOf(html), ...fields }, { 'accept-language': 'de' });
  return answered.text();
}

it('is revoked at the counter for who does not go online', async () => {
  const carla = await browserOf(program, 'resident-carla');
  expect((await record({ giver: ahv.anna, mandatary: ahv.carla })).status).toBe(303);
  const { id } = await latest();
  await actFor(carla, id);
  expect((await carla.fetch('/konto')).status).toBe(200);
  expect(await revoke({ giver: '1', mandatary: ahv.carla })).toContain('Diese AHV-Nummer stimmt nicht');
  // The other way round there is none.
  expect(await revoke({ giver: ahv.carla, mandatary: ahv.anna })).toContain('keine Vollmacht');
  expect((await carla.fetch('/konto')).status).toBe(200);
  expect(await revoke({ giver: ahv.anna, mandatary: ahv.carla })).toContain('Widerrufen.');
  expect((await carla.fetch('/konto')).status).toBe(403);
  expect(await revoke({ giver: ahv.anna, mandatary: ahv.carla })).toContain('keine Vollmacht');
  await actFor(carla, '');
});

it('who is asked about beside somebody unknown reads that the counter has looked', async () => {
  const looks = async () =>
    (
      await bareDb(program.app)
        .selectFrom('kernel.access_entry')
        .innerJoin('identity.account', 'identity.account.id', 'subject_id')
        .select('fields')
        .where('register_id', '=', 'rosa')
        .where('purpose', '=', 'identify-at-counter')
        .execute()
    ).length;
  const before = await looks();
  expect(await revoke({ giver: ahv.rosa, mandatary: '756.9217.0769.85' })).toContain(
    'steht niemand im Einwohnerregister',
  );
  expect(await looks()).toBe(before + 1);
});

it('revoked at the counter nobody can accept what had only been offered to an address of theirs', async () => {
  const anna = await browserOf(program, 'resident-anna');
  const carla = await browserOf(program, 'resident-carla');
  expect((await postOffer(program, anna, { to: 'Carla@Example.org' })).status).toBe(303);
  const { id } = await latest();
  expect(await revoke({ giver: ahv.anna, mandatary: ahv.carla })).toContain('Widerrufen.');
  expect((await act(carla, `/vertretung/vollmachten/${id}`, 'accept')).status).toBe(409);
  expect((await latest()).state).toBe('revoked');
});

it('revoked at the counter it ends for each account that the two have', async () => {
  const { app } = program;
  const anna = await browserOf(program, 'resident-anna');
  // Both have signed in at another provider, too, with another address.
  const other: Record<string, string> = {};
  for (const subject of ['resident-anna', 'resident-carla']) {
    const account = await bareDb(app)
      .selectFrom('identity.account')
      .selectAll()
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    const { id } = await bareDb(app)
      .insertInto('identity.account')
      .values({
        ...account,
        id: undefined,
        issuer: 'https://other.example',
        email: `${subject}@other.example`,
        created_at: app.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    other[subject] = id;
  }
  expect((await postOffer(program, anna, { to: 'resident-carla@other.example' })).status).toBe(303);
  const offered = await latest();
  expect((await record({ giver: ahv.anna, mandatary: ahv.carla })).status).toBe(303);
  const held = await latest();
  await bareDb(app)
    .updateTable('mandates.mandate')
    .set({ giver_id: other['resident-anna'] ?? '', mandatary_id: other['resident-carla'] ?? '' })
    .where('id', '=', held.id)
    .execute();
  expect(await revoke({ giver: ahv.anna, mandatary: ahv.carla })).toContain('Widerrufen.');
  const states = await bareDb(app)
    .selectFrom('mandates.mandate')
    .select('state')
    .where('id', 'in', [offered.id, held.id])
    .execute();
  expect(states).toEqual([{ state: 'revoked' }, { state: 'revoked' }]);
});

it('is recorded and revoked by somebody else where the clerk is one of the two', async () => {
  const isErik = (key: string | null) =>
    bareDb(program.app)
      .updateTable('identity.account')
      .set({ register_id: key })
      .where('subject', '=', 'counter-erik')
      .execute();
  const count = async () =>
    (await bareDb(program.app).selectFrom('mandates.mandate').select('id').execute()).length;
  const before = await count();
  await isErik('carla');
  try {
    for (const parties of [
      { giver: ahv.rosa, mandatary: ahv.carla },
      { giver: ahv.carla, mandatary: ahv.rosa },
    ]) {
      const refused = await record(parties);
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain('Es geht um Sie selbst');
      expect(await revoke(parties)).toContain('Es geht um Sie selbst');
    }
    expect(await count()).toBe(before);
  } finally {
    await isErik(null);
  }
});
