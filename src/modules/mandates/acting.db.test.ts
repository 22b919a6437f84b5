// Acting for somebody else: only what the mandate covers, only while it holds, and always said by whom.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../engine/index.ts';
import { actingRules } from '../../kernel/acting.ts';
import type { PersonActor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/transaction.ts';
import { examplesOf, serviceById } from '../catalogue/index.ts';
import { demoActor } from '../identity/index.ts';
import { saveAnswers } from '../intake/actions/save-answers.ts';
import { startDraft } from '../intake/actions/start-draft.ts';
import { submitDraft } from '../intake/actions/submit.ts';
import { answer } from '../intake/testing/visitor.ts';
import { decideMandate } from './actions/decide-mandate.ts';
import { act, actFor, browserOf, giveAndAccept, htmlOf } from './testing/mandates.ts';

let program: TestProgram;
let anna: CookieJar;
let bruno: CookieJar;
let path: string;
const form = '/leistungen/hund-anmelden/formular';
const dogs = { to: 'bruno@example.org', scope: 'some', services: 'hund-anmelden' };

beforeAll(async () => {
  program = await testProgram();
  anna = await browserOf(program, 'resident-anna');
  bruno = await browserOf(program, 'resident-bruno');
  path = await giveAndAccept(program, anna, bruno, dogs);
}, 240_000);
afterAll(() => program.stop());

const idOf = (address: string) => address.split('/').at(-1) ?? '';
const actor = async (identity: string) => (await demoActor(program.app, identity)) as PersonActor;
const brunoFor = async (address: string) => {
  const acting = await actingRules(program.app).actorFor(
    program.app,
    idOf(address),
    await actor('resident-bruno'),
  );
  if (!acting) throw new Error('Nobody to act for');
  return acting;
};

/** A draft of the giver that is ready to be sent. */
async function readyDraft(person: PersonActor): Promise<string> {
  const { app } = program;
  const definition = serviceById(app, 'hund-anmelden');
  const example = examplesOf(app, 'hund-anmelden').find(({ name }) => name === 'Ein Hund, sofort bestätigt');
  if (!definition || !example) throw new Error('The service has changed');
  const draft = await startDraft(app, person, definition, 'de');
  const typed = resolveDayTokens(example.answers, app.clock.today()) as Record<string, unknown>;
  await saveAnswers(app, person, draft.id, { answers: (answers) => void Object.assign(answers, typed) });
  return draft.id;
}

describe('who acts for somebody else', () => {
  it('has it written on every page, sees that person’s data, and only where the mandate goes', async () => {
    expect((await actFor(bruno, path)).headers.get('location')).toBe('/konto');
    for (const page of ['/', '/suche', '/leistungen/hund-anmelden', '/konto', '/vertretung', '/abmelden'])
      expect(await htmlOf(bruno, page), page).toContain('Bruno Muster handelt für Anna Beispiel');
    const { response } = await bruno.follow(form);
    expect(await response.text()).toContain('Oetlingerstrasse');
    const refused: [string, string][] = [
      ['/leistungen/sperrgut-anmelden/formular', 'ACTING_OUTSIDE_MANDATE'],
      ['/leistungen/nacht-sonntagsarbeit/formular', 'ACTING_OUTSIDE_MANDATE'],
      ['/konto/zugriffe', 'ACTING_NOT_HERE'],
      ['/konto/postfach', 'ACTING_NOT_HERE'],
      ['/konto/geschaefte', 'ACTING_NOT_HERE'],
      ['/vertretung/vollmachten', 'ACTING_NOT_HERE'],
      ['/vertretung/erteilen', 'ACTING_NOT_HERE'],
      [path, 'ACTING_NOT_HERE'],
      ['/api/v1/me', 'ACTING_NOT_HERE'],
      ['/api/v1/me/export', 'ACTING_NOT_HERE'],
    ];
    for (const [address, code] of refused) {
      const answered = await bruno.fetch(address);
      expect([address, answered.status, await answered.text()]).toEqual([
        address,
        403,
        expect.stringContaining(code),
      ]);
    }
    expect((await bruno.fetch('/leistungen/sperrgut-anmelden/formular.pdf')).status).toBe(200);
  });

  it('sends in the other’s name; case, history and log say by whom', async () => {
    const { app } = program;
    const person = await brunoFor(path);
    const own = await actor('resident-anna');
    const { ref } = await submitDraft(app, person, await readyDraft(person), 'de');
    const matter = await app.db
      .selectFrom('cases.matter')
      .selectAll()
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow();
    expect([matter.owner_id, matter.applicant_name]).toEqual([own.id, 'Anna Beispiel']);
    const [line] = await app.db
      .selectFrom('cases.history_entry')
      .selectAll()
      .where('case_ref', '=', ref)
      .orderBy('id')
      .execute();
    expect(line).toMatchObject({ actor_id: person.acting?.by.id, input: { mandate: idOf(path) } });
    expect(await htmlOf(bruno, `/faelle/${ref}`)).toContain('Bruno Muster für Anna Beispiel');
    const log = await app.db
      .selectFrom('kernel.access_entry')
      .select(['actor_kind', 'actor_id', 'purpose'])
      .where('subject_id', '=', own.id)
      .where('actor_kind', '=', 'mandatary')
      .execute();
    expect(new Set(log.map(({ purpose }) => purpose))).toEqual(
      new Set(['prefill|hund-anmelden', 'submit|hund-anmelden', 'by-mandate|hund-anmelden']),
    );
    expect(log.every(({ actor_id }) => actor_id === person.acting?.by.id)).toBe(true);
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Bruno Muster, mit Ihrer Vollmacht');
    // Her other cases are not his.
    const other = await app.db
      .selectFrom('cases.matter')
      .select('ref')
      .where('service_id', '!=', 'hund-anmelden')
      .executeTakeFirstOrThrow();
    await app.db.updateTable('cases.matter').set({ owner_id: own.id }).where('ref', '=', other.ref).execute();
    expect((await anna.fetch(`/faelle/${other.ref}`)).status).toBe(200);
    expect((await bruno.fetch(`/faelle/${other.ref}`)).status).toBe(404);
    const account = await htmlOf(bruno, '/konto');
    expect([account.includes(ref), account.includes(other.ref)]).toEqual([true, false]);
  });

  it('may have one case only', async () => {
    const { app } = program;
    const own = await actor('resident-anna');
    const { ref } = await app.db
      .selectFrom('cases.matter')
      .select('ref')
      .where('owner_id', '=', own.id)
      .where('service_id', '=', 'hund-anmelden')
      .executeTakeFirstOrThrow();
    const single = await giveAndAccept(program, anna, bruno, {
      to: dogs.to,
      scope: 'some',
      matters: ref,
    }).catch(async () => {
      await actFor(bruno, '');
      return giveAndAccept(program, anna, bruno, { to: dogs.to, scope: 'some', matters: ref });
    });
    expect((await actFor(bruno, single)).status).toBe(303);
    expect((await bruno.fetch(`/faelle/${ref}`)).status).toBe(200);
    expect((await bruno.fetch(form)).status).toBe(403);
    await actFor(bruno, '');
  });
});

describe('what was typed', () => {
  const halter = { email: 'neu@example.org', telefon: '061 555 00 00' };

  it('after the mandate was revoked is refused, kept, and shown to nobody but who acts for the same person', async () => {
    const revoked = await giveAndAccept(program, anna, bruno, dogs);
    await actFor(bruno, revoked);
    const { url } = await bruno.follow(form);
    const step = url.pathname;
    const html = await htmlOf(bruno, step);
    const field =
      /<input[^>]*name="(?!_|q")([a-zA-Z.0-9]+)"[^>]*type="(?:text|email|tel)"|<input[^>]*type="(?:text|email|tel)"[^>]*name="(?!_|q")([a-zA-Z.0-9]+)"/.exec(
        html,
      );
    const name = field?.[1] ?? field?.[2] ?? 'telefon';
    expect((await act(anna, revoked, 'revoke')).status).toBe(303);
    const drafts = () => program.app.db.selectFrom('intake.draft').selectAll().orderBy('id').execute();
    const before = await drafts();
    const posted = await bruno.post(step, {
      _csrf: csrfOf(html),
      [name]: 'Getippt nach dem Widerruf',
      _do: 'next',
    });
    expect([posted.status, await posted.text()]).toEqual([403, expect.stringContaining('MANDATE_LAPSED')]);
    expect(await drafts()).toEqual(before);
    // Neither the draft nor anything else of hers can be seen; and what was typed is not offered for oneself.
    for (const address of [step, '/konto', form]) expect((await bruno.fetch(address)).status).toBe(403);
    expect(await htmlOf(bruno, '/')).toContain('gilt nicht oder nicht mehr');
    await actFor(bruno, '');
    await bruno.follow(form);
    expect(await htmlOf(bruno, step)).not.toContain('Getippt nach dem Widerruf');
    // A new mandate within half an hour brings it back.
    const again = await giveAndAccept(program, anna, bruno, dogs);
    await actFor(bruno, again);
    expect(await htmlOf(bruno, step)).toContain('Getippt nach dem Widerruf');
    await actFor(bruno, '');
    await act(anna, again, 'revoke');
  });

  it('for one person never becomes another one’s when another window has switched', async () => {
    const mandate = await giveAndAccept(program, anna, bruno, dogs);
    await actFor(bruno, mandate);
    const { url } = await bruno.follow(form);
    const shown = await htmlOf(bruno, url.pathname);
    await actFor(bruno, '');
    await bruno.follow(form);
    const drafts = () => program.app.db.selectFrom('intake.draft').selectAll().orderBy('id').execute();
    const before = await drafts();
    const posted = await bruno.post(url.pathname, { _csrf: csrfOf(shown), ...halter, _do: 'next' });
    expect([posted.status, await posted.text()]).toEqual([409, expect.stringContaining('ACTING_CHANGED')]);
    expect(await drafts()).toEqual(before);
    // The other way round, too.
    const own = await htmlOf(bruno, url.pathname);
    await actFor(bruno, mandate);
    expect((await bruno.post(url.pathname, { _csrf: csrfOf(own), ...halter, _do: 'next' })).status).toBe(409);
    expect(await drafts()).toEqual(before);
    // While nothing has changed it works.
    expect((await answer(bruno, url.pathname, { _do: 'next' })).status).not.toBe(409);
    await actFor(bruno, '');
    await act(anna, mandate, 'revoke');
  });
});

describe('a mandate', () => {
  it('that has not begun, or has expired, opens nothing, also in a session that began before', async () => {
    const { app } = program;
    const mandate = await giveAndAccept(program, anna, bruno, dogs);
    const set = (validFrom: string, validUntil: string) =>
      app.db
        .updateTable('mandates.mandate')
        .set({ valid_from: validFrom, valid_until: validUntil })
        .where('id', '=', idOf(mandate))
        .execute();
    const today = app.clock.today();
    await actFor(bruno, mandate);
    expect((await bruno.fetch('/konto')).status).toBe(200);
    for (const [from, until] of [
      ['2020-01-01', '2020-12-31'],
      ['2999-01-01', '2999-12-31'],
    ] as const) {
      await set(from, until);
      expect((await bruno.fetch('/konto')).status).toBe(403);
      expect((await actFor(bruno, mandate)).status).toBe(403);
    }
    await set(today, today);
    expect((await bruno.fetch('/konto')).status).toBe(200);
    await actFor(bruno, '');
    expect(await htmlOf(bruno, '/konto')).not.toContain('Anna Beispiel');
    await act(anna, mandate, 'revoke');
  });

  it('that is revoked while something is sent: either it waits, or nothing is sent', async () => {
    const { app } = program;
    const giver = await actor('resident-anna');
    const mandate = await giveAndAccept(program, anna, bruno, dogs);
    const person = await brunoFor(mandate);
    const draftId = await readyDraft(person);
    const settled = async (work: Promise<unknown>) =>
      Promise.race([
        work.then(
          () => true,
          () => true,
        ),
        new Promise((done) => setTimeout(() => done(false), 400)),
      ]);
    // Sending is under way: revoking waits for it.
    let revoking: Promise<void> | undefined;
    await transact(app, person, async () => {
      revoking = decideMandate(app, giver, idOf(mandate), 'revoke');
      expect(await settled(revoking)).toBe(false);
    });
    await revoking;
    await expect(submitDraft(app, person, draftId, 'de')).rejects.toMatchObject({ code: 'MANDATE_LAPSED' });
    // Revoking is under way: sending waits, and is refused.
    const second = await giveAndAccept(program, anna, bruno, dogs);
    const anew = await brunoFor(second);
    let sending: Promise<unknown> | undefined;
    await transact(app, giver, async (tx) => {
      await tx.db
        .updateTable('mandates.mandate')
        .set({ state: 'revoked' })
        .where('id', '=', idOf(second))
        .execute();
      sending = submitDraft(app, anew, draftId, 'de');
      expect(await settled(sending)).toBe(false);
    });
    await expect(sending).rejects.toMatchObject({ code: 'MANDATE_LAPSED' });
    const draft = await app.db
      .selectFrom('intake.draft')
      .select('submitted_ref')
      .where('id', '=', draftId)
      .executeTakeFirstOrThrow();
    expect(draft.submitted_ref).toBeNull();
  });

  it('is nobody else’s', async () => {
    const mandate = await giveAndAccept(program, anna, bruno, dogs);
    const emma = await browserOf(program, 'resident-emma');
    expect((await actFor(emma, mandate)).status).toBe(404);
    expect((await actFor(anna, mandate)).status).toBe(404);
    expect((await actFor(emma, 'nonsense')).status).toBe(404);
    // Planted in a session it opens nothing either.
    await program.app.db
      .updateTable('identity.session')
      .set({ mandate_id: idOf(mandate) })
      .execute();
    expect(await htmlOf(emma, '/konto')).not.toContain('Anna Beispiel');
  });
});
