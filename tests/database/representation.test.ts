// Acting by law: parents, a guardian, who signs for a company; as the register says at this moment, and not a moment longer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readyDraft } from '../support/acting.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';
import { actingRules } from '../../src/kernel/acting.ts';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { submitDraft } from '../../src/modules/intake/actions/submit.ts';
import { actFor, browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let luis: CookieJar;
let paula: CookieJar;
let tom: CookieJar;
let giulia: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  [luis, paula, tom, giulia] = (await Promise.all(
    ['resident-luis', 'resident-paula', 'resident-tom', 'resident-giulia'].map((who) =>
      browserOf(program, who),
    ),
  )) as [CookieJar, CookieJar, CookieJar, CookieJar];
}, 240_000);
afterAll(() => program.stop());

const store = () => {
  if (!program.register) throw new Error('There are no registers');
  return program.register.store;
};
const residentOf = (id: string) => {
  const entry = store().resident(id);
  if (!entry) throw new Error(`There is no ${id}`);
  return entry;
};

/** Dates keep together by no-break spaces. */
const plain = (html: string) => html.replaceAll('\u00a0', ' ');

/** The id of a representation, after the register was asked for it. */
async function representation(jar: CookieJar, who: string, whom: string): Promise<string> {
  await htmlOf(jar, '/vertretung');
  const { id } = await bareDb(program.app)
    .selectFrom('mandates.representation')
    .select('id')
    .where('representative_key', '=', who)
    .where('represented_key', '=', whom)
    .executeTakeFirstOrThrow();
  return id;
}

async function actingBy(identity: string, id: string): Promise<PersonActor> {
  const by = (await demoActor(program.app, identity)) as PersonActor;
  const actor = await actingRules(program.app).actorFor(program.app, id, by);
  if (!actor) throw new Error('Nobody to act for');
  return actor;
}

it('holds in a transaction only as it was when it was asked: the same kind, and the same areas', async () => {
  const change = async (identity: string, whom: string, changed: { kind?: string; areas?: string[] }) => {
    const jar = identity === 'tom' ? tom : luis;
    const id = await representation(jar, identity, whom);
    const actor = await actingBy(`resident-${identity}`, id);
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
  await actingBy('resident-luis', await representation(luis, 'luis', 'mateo'));
});

it('is asked for the one alone, however many somebody represents', async () => {
  const id = await representation(luis, 'luis', 'mateo');
  const before = store().disclosures('alba').length;
  await actingBy('resident-luis', id);
  expect(store().disclosures('alba')).toHaveLength(before);
});

describe('a parent', () => {
  it('chooses the child, every page says so, and the child’s log names who looked', async () => {
    const page = plain(await htmlOf(luis, '/vertretung'));
    expect(page).toContain('Mateo Ejemplo');
    expect(page).toContain('Ihr Kind. Bis und mit 13. Februar 2027.');
    const id = await representation(luis, 'luis', 'mateo');
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
    expect(store().disclosures('mateo')).toContainEqual(
      expect.objectContaining({ reader: 'representation', purpose: 'representation' }),
    );
    await actFor(luis, '');
  });

  it('and the other one act on the same draft; sent twice it is one case, and both are told', async () => {
    const byLuis = await actingBy('resident-luis', await representation(luis, 'luis', 'mateo'));
    const byPaula = await actingBy('resident-paula', await representation(paula, 'paula', 'mateo'));
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
    await actFor(paula, await representation(paula, 'paula', 'mateo'));
    expect(await htmlOf(paula, `/faelle/${sent[0].ref}`)).toMatch(
      /(Luis Ejemplo|Paula Ejemplo-Muster) für Mateo Ejemplo: eingereicht/,
    );
    await actFor(paula, '');
  });

  it('may do nothing more from the 18th birthday on, in a session that began before, too', async () => {
    const id = await representation(luis, 'luis', 'alba');
    await actFor(luis, id);
    const before = await actingBy('resident-luis', id);
    const draft = await readyDraft(program, before);
    expect((await luis.fetch('/konto')).status).toBe(200);
    const alba = residentOf('alba');
    const today = program.app.clock.today();
    store().put({ ...alba, birthDate: `${Number(today.slice(0, 4)) - 18}${today.slice(4)}` }, today);
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
    store().put(alba, alba.asOf);
    expect(await htmlOf(luis, '/vertretung')).toContain('Alba Ejemplo');
  });

  it('who is named no more while something is sent: either that waits, or nothing is sent', async () => {
    const { app } = program;
    const id = await representation(paula, 'paula', 'mateo');
    const person = await actingBy('resident-paula', id);
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
    const id = await representation(luis, 'luis', 'mateo');
    expect((await actFor(tom, id)).status).toBe(404);
    const tomActor = (await demoActor(program.app, 'resident-tom')) as PersonActor;
    expect(await actingRules(program.app).actorFor(program.app, id, tomActor)).toBeUndefined();
  });

  it('who has died, or whose child has, acts no more', async () => {
    const id = await representation(paula, 'paula', 'alba');
    await actFor(paula, id);
    expect((await paula.fetch('/konto')).status).toBe(200);
    const alba = residentOf('alba');
    store().put({ ...alba, diedOn: program.app.clock.today() }, alba.asOf);
    expect((await paula.fetch('/konto')).status).toBe(403);
    await actFor(paula, '');
    store().put(alba, alba.asOf);
  });
});

describe('a guardian', () => {
  it('acts within the areas, and a wider wish is told', async () => {
    const id = await representation(tom, 'tom', 'werner');
    expect(plain(await htmlOf(tom, '/vertretung'))).toContain(
      'Ihre Beistandschaft. Für: Geld und Steuern, Wohnen und Wohnsitz. Bis und mit 30. Juni 2028.',
    );
    await actFor(tom, id);
    expect((await tom.follow('/leistungen/sperrgut-anmelden/formular')).response.status).toBe(200);
    const outside = await tom.fetch('/leistungen/hund-anmelden/formular');
    expect([outside.status, await outside.text()]).toEqual([
      403,
      expect.stringContaining('Die Beistandschaft für Werner Musterli umfasst diese Leistung nicht.'),
    ]);
    await actFor(tom, '');
  });

  it('ends with the last day, and when the register names somebody else', async () => {
    const id = await representation(tom, 'tom', 'werner');
    const werner = residentOf('werner');
    await actFor(tom, id);
    store().put(
      { ...werner, representatives: [{ person: 'tom', kind: 'guardian', until: '2020-01-31' }] },
      werner.asOf,
    );
    expect((await tom.fetch('/konto')).status).toBe(403);
    store().put({ ...werner, representatives: [{ person: 'anna', kind: 'guardian' }] }, werner.asOf);
    expect((await tom.fetch('/konto')).status).toBe(403);
    store().put(werner, werner.asOf);
    expect((await tom.fetch('/konto')).status).toBe(200);
    await actFor(tom, '');
  });
});

describe('who signs alone for a company', () => {
  it('acts for it: its data, its cases, its name', async () => {
    const id = await representation(giulia, 'giulia', 'gelateria');
    expect(await htmlOf(giulia, '/vertretung')).toContain('Sie zeichnen einzeln.');
    await actFor(giulia, id);
    const form = await giulia.follow('/leistungen/lebensmittelbetrieb-melden/formular');
    expect(await form.response.text()).toContain(
      'Giulia Esempio handelt für Gelateria Esempio, wie es im Register steht.',
    );
    const actor = await actingBy('resident-giulia', id);
    expect(actor).toMatchObject({
      name: 'Gelateria Esempio',
      organisationId: 'gelateria',
      registerId: undefined,
    });
    // A service that is not for companies.
    expect((await giulia.fetch('/leistungen/hund-anmelden/formular')).status).toBe(403);
    await actFor(giulia, '');
  });

  it('by program, too, until the register says otherwise', async () => {
    const id = await representation(giulia, 'giulia', 'gelateria');
    const token = await program.token('resident-giulia');
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${program.origin}/api/v1/me/cases`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
    const list = await fetch(`${program.origin}/api/v1/me/mandates`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await list.json()).toMatchObject({
      items: [
        { mandate: id, by: 'signatory', signing: 'single', giver: 'Gelateria Esempio', validUntil: null },
      ],
      silent: [],
    });
    expect((await ask({ 'acting-mandate': id })).status).toBe(200);
    const company = store().company({ id: 'gelateria' });
    if (!company) throw new Error('There is no gelateria');
    const before = await actingBy('resident-giulia', id);
    // A right that was narrowed meanwhile is not the right that was asked for.
    store().putCompany(
      { ...company, representatives: [{ person: 'giulia', signing: 'joint' }] },
      company.asOf,
    );
    await ask({ 'acting-mandate': id });
    await expect(transact(program.app, before, async (tx) => tx.ownData())).rejects.toMatchObject({
      code: 'REPRESENTATION_ENDED',
    });
    store().putCompany({ ...company, representatives: [] }, company.asOf);
    expect((await ask({ 'acting-mandate': id })).status).toBe(403);
    store().putCompany(company, company.asOf);
    expect((await ask({ 'acting-mandate': id })).status).toBe(200);
  });
});
