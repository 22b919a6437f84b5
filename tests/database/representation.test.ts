// Parents act for their child as the register says at this moment, and not a moment longer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actingBy, readyDraft } from '../support/acting.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { browsersOf, plain, representation, residentOf, storeOf } from '../support/represented.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';
import { actingRules } from '../../src/kernel/acting.ts';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { submitDraft } from '../../src/modules/intake/actions/submit.ts';
import { actFor, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let luis: CookieJar;
let paula: CookieJar;
let tom: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  [luis, paula, tom] = (await browsersOf(program, ['luis', 'paula', 'tom'])) as [
    CookieJar,
    CookieJar,
    CookieJar,
  ];
}, 240_000);
afterAll(() => program.stop());

it('holds in a transaction only as it was when it was asked: the same kind, and the same areas', async () => {
  const change = async (identity: string, whom: string, changed: { kind?: string; areas?: string[] }) => {
    const jar = identity === 'tom' ? tom : luis;
    const id = await representation(program, jar, identity, whom);
    const actor = await actingBy(program, `resident-${identity}`, id);
    const done = () => transact(program.app, actor, (tx) => Promise.resolve(tx.ownData()));
    await done();
    await bareDb(program.app)
      .updateTable('mandates.representation')
      .set(changed)
      .where('id', '=', id)
      .execute();
    return done();
  };
  await expect(change('luis', 'mateo', { kind: 'guardian' })).rejects.toThrow('REPRESENTATION_ENDED');
  await expect(change('tom', 'werner', { areas: [] })).rejects.toThrow('REPRESENTATION_ENDED');
  // What the register says counts again with the next request.
  await actingBy(program, 'resident-luis', await representation(program, luis, 'luis', 'mateo'));
});

it('is asked for the one alone, however many somebody represents', async () => {
  const id = await representation(program, luis, 'luis', 'mateo');
  const before = storeOf(program).disclosures('alba').length;
  await actingBy(program, 'resident-luis', id);
  expect(storeOf(program).disclosures('alba')).toHaveLength(before);
});

describe('a parent', () => {
  it('chooses the child, every page says so, and the child’s log names who looked', async () => {
    const page = plain(await htmlOf(luis, '/vertretung'));
    expect(page).toContain('Mateo Ejemplo');
    expect(page).toContain('Ihr Kind. Bis und mit 13. Februar 2027.');
    const id = await representation(program, luis, 'luis', 'mateo');
    expect((await actFor(luis, id)).status).toBe(303);
    expect(await htmlOf(luis, '/konto')).toContain(
      'Luis Ejemplo handelt für Mateo Ejemplo, wie es im Register steht',
    );
    const form = await luis.follow('/leistungen/hund-anmelden/formular');
    expect(await form.response.text()).toContain('Mateo');
    const { represented_id } = await bareDb(program.app)
      .selectFrom('mandates.representation')
      .select('represented_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const entries = await bareDb(program.app)
      .selectFrom('kernel.access_entry')
      .select(['actor_kind', 'actor_role', 'purpose'])
      .where('subject_id', '=', represented_id)
      .execute();
    expect(entries).toContainEqual({
      actor_kind: 'mandatary',
      actor_role: 'parent',
      purpose: 'representation',
    });
    expect(storeOf(program).disclosures('mateo')).toContainEqual(
      expect.objectContaining({ reader: 'representation', purpose: 'representation' }),
    );
    await actFor(luis, '');
  });

  it('and the other one act on the same draft; sent twice it is one case, and both are told', async () => {
    const byLuis = await actingBy(
      program,
      'resident-luis',
      await representation(program, luis, 'luis', 'mateo'),
    );
    const byPaula = await actingBy(
      program,
      'resident-paula',
      await representation(program, paula, 'paula', 'mateo'),
    );
    expect(byPaula.id).toBe(byLuis.id);
    const draft = await readyDraft(program, byLuis);
    const sent = await Promise.all([
      submitDraft(program.app, byLuis, draft, 'de'),
      submitDraft(program.app, byPaula, draft, 'de'),
    ]);
    expect(new Set(sent.map(({ ref }) => ref)).size).toBe(1);
    expect(sent.map(({ fresh }) => fresh).toSorted()).toEqual([false, true]);
    await program.settle();
    const mails = await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select('recipient')
      .where('key', 'like', `case/${sent[0].ref}/%`)
      .execute();
    expect(mails.map(({ recipient }) => recipient).toSorted()).toEqual([
      'luis@example.org',
      'paula@example.org',
    ]);
    // Nothing that can't be looked at online goes by post to a child.
    const { delivery } = await bareDb(program.app)
      .selectFrom('cases.matter')
      .select('delivery')
      .where('ref', '=', sent[0].ref)
      .executeTakeFirstOrThrow();
    expect(delivery).toBe('account');
    await actFor(paula, await representation(program, paula, 'paula', 'mateo'));
    expect(await htmlOf(paula, `/faelle/${sent[0].ref}`)).toMatch(
      /(Luis Ejemplo|Paula Ejemplo-Muster) für Mateo Ejemplo: eingereicht/,
    );
    await actFor(paula, '');
  });

  it('may do nothing more from the 18th birthday on, in a session that began before, too', async () => {
    const id = await representation(program, luis, 'luis', 'alba');
    await actFor(luis, id);
    const before = await actingBy(program, 'resident-luis', id);
    const draft = await readyDraft(program, before);
    expect((await luis.fetch('/konto')).status).toBe(200);
    const alba = residentOf(program, 'alba');
    const today = program.app.clock.today();
    storeOf(program).put({ ...alba, birthDate: `${Number(today.slice(0, 4)) - 18}${today.slice(4)}` }, today);
    const refused = await luis.fetch('/konto');
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('REPRESENTATION_ENDED'),
    ]);
    // An actor from before is stopped in the transaction.
    await expect(submitDraft(program.app, before, draft, 'de')).rejects.toMatchObject({
      code: 'REPRESENTATION_ENDED',
    });
    await actFor(luis, '');
    expect(await htmlOf(luis, '/vertretung')).not.toContain('Alba Ejemplo');
    expect((await actFor(luis, id)).status).toBe(403);
    storeOf(program).put(alba, alba.asOf);
    expect(await htmlOf(luis, '/vertretung')).toContain('Alba Ejemplo');
  });

  it('who is named no more while something is sent: either that waits, or nothing is sent', async () => {
    const { app } = program;
    const id = await representation(program, paula, 'paula', 'mateo');
    const person = await actingBy(program, 'resident-paula', id);
    const draft = await readyDraft(program, person);
    const end = (endedAt: Date | null) =>
      bareDb(app).updateTable('mandates.representation').set({ ended_at: endedAt }).where('id', '=', id);
    const settled = (work: Promise<unknown>) =>
      Promise.race([
        work.then(
          () => true,
          () => true,
        ),
        new Promise((done) => setTimeout(() => done(false), 400)),
      ]);
    // Something is under way: what the register says now is kept when it is done.
    let ending: Promise<unknown> | undefined;
    await transact(app, person, async (tx) => {
      tx.ownData();
      ending = end(app.clock.now()).execute();
      expect(await settled(ending)).toBe(false);
    });
    await ending;
    await expect(submitDraft(app, person, draft, 'de')).rejects.toMatchObject({
      code: 'REPRESENTATION_ENDED',
    });
    await end(null).execute();
    // What it says is just being kept: sending waits, and is refused.
    let sending: Promise<unknown> | undefined;
    await bareDb(app)
      .transaction()
      .execute(async (db) => {
        await db
          .updateTable('mandates.representation')
          .set({ ended_at: app.clock.now() })
          .where('id', '=', id)
          .execute();
        sending = submitDraft(app, person, draft, 'de');
        expect(await settled(sending)).toBe(false);
      });
    await expect(sending).rejects.toMatchObject({ code: 'REPRESENTATION_ENDED' });
    const { submitted_ref } = await bareDb(app)
      .selectFrom('intake.draft')
      .select('submitted_ref')
      .where('id', '=', draft)
      .executeTakeFirstOrThrow();
    expect(submitted_ref).toBeNull();
    await bareDb(app).deleteFrom('intake.draft').where('id', '=', draft).execute();
    await end(null).execute();
  });

  it('of somebody else’s child is nobody', async () => {
    const id = await representation(program, luis, 'luis', 'mateo');
    expect((await actFor(tom, id)).status).toBe(404);
    const tomActor = (await demoActor(program.app, 'resident-tom')) as PersonActor;
    expect(await actingRules(program.app).actorFor(program.app, id, tomActor)).toBeUndefined();
  });

  it('who has died, or whose child has, acts no more', async () => {
    const id = await representation(program, paula, 'paula', 'alba');
    await actFor(paula, id);
    expect((await paula.fetch('/konto')).status).toBe(200);
    const alba = residentOf(program, 'alba');
    storeOf(program).put({ ...alba, diedOn: program.app.clock.today() }, alba.asOf);
    expect((await paula.fetch('/konto')).status).toBe(403);
    await actFor(paula, '');
    storeOf(program).put(alba, alba.asOf);
  });
});
