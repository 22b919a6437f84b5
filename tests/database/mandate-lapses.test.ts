// A mandate that does not hold (any more), and forms that are sent under it: nothing is sent, nothing typed is lost, nothing gets mixed up.
import { bareDb } from '../support/unguarded.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { actingBy, idOf, personOf, readyDraft } from '../support/acting.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { submitDraft } from '../../src/modules/intake/actions/submit.ts';
import { answer, hidden } from '../../src/modules/intake/testing/visitor.ts';
import { decideMandate } from '../../src/modules/mandates/actions/decide-mandate.ts';
import {
  act,
  actFor,
  browserOf,
  giveAndAccept,
  htmlOf,
} from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let anna: CookieJar;
let bruno: CookieJar;
const form = '/leistungen/hund-anmelden/formular';
const dogs = { to: 'bruno@example.org', scope: 'some', services: 'hund-anmelden' };

beforeAll(async () => {
  program = await testProgram();
  anna = await browserOf(program, 'resident-anna');
  bruno = await browserOf(program, 'resident-bruno');
}, 240_000);
afterEach(() => actFor(bruno, ''));
afterAll(() => program.stop());

describe('what was typed', () => {
  const halter = { email: 'neu@example.org', telefon: '061 555 00 00' };

  it('after the mandate was revoked is refused, kept, and shown to nobody but who acts for the same person', async () => {
    const revoked = await giveAndAccept(program, anna, bruno, dogs);
    await actFor(bruno, revoked);
    await bruno.follow(form);
    await answer(bruno, `${form}/halter`, { _do: 'next' });
    const step = (await bruno.follow(form)).url.pathname;
    const html = await htmlOf(bruno, step);
    const name = 'hunde.0.rufname';
    expect(html).toContain(`name="${name}"`);
    expect((await act(anna, revoked, 'revoke')).status).toBe(303);
    const drafts = () => bareDb(program.app).selectFrom('intake.draft').selectAll().orderBy('id').execute();
    const before = await drafts();
    const posted = await bruno.post(step, {
      _csrf: csrfOf(html),
      _draft: hidden(html, '_draft'),
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
    await answer(bruno, `${form}/halter`, {
      vorname: 'Bruno',
      nachname: 'Muster',
      'adresse.street': 'Länggassstrasse',
      'adresse.houseNumber': '999',
      'adresse.postalCode': '3012',
      'adresse.town': 'Bern',
      _do: 'next',
    });
    const own = await htmlOf(bruno, step);
    expect(own).toContain(`name="${name}"`);
    expect(own).not.toContain('Getippt nach dem Widerruf');
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
    const drafts = () => bareDb(program.app).selectFrom('intake.draft').selectAll().orderBy('id').execute();
    const before = await drafts();
    const posted = await bruno.post(url.pathname, {
      _csrf: csrfOf(shown),
      _draft: hidden(shown, '_draft'),
      ...halter,
      _do: 'next',
    });
    expect([posted.status, await posted.text()]).toEqual([409, expect.stringContaining('ACTING_CHANGED')]);
    expect(await drafts()).toEqual(before);
    // The other way round, too.
    const own = await htmlOf(bruno, url.pathname);
    await actFor(bruno, mandate);
    expect(
      (
        await bruno.post(url.pathname, {
          _csrf: csrfOf(own),
          _draft: hidden(own, '_draft'),
          ...halter,
          _do: 'next',
        })
      ).status,
    ).toBe(409);
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
      bareDb(app)
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
    const giver = await personOf(program, 'resident-anna');
    const mandate = await giveAndAccept(program, anna, bruno, dogs);
    const person = await actingBy(program, 'resident-bruno', mandate);
    const draftId = await readyDraft(program, person);
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
    const anew = await actingBy(program, 'resident-bruno', second);
    let sending: Promise<unknown> | undefined;
    await transact(app, giver, async (tx) => {
      tx.ownData();
      await tx.db
        .updateTable('mandates.mandate')
        .set({ state: 'revoked' })
        .where('id', '=', idOf(second))
        .execute();
      sending = submitDraft(app, anew, draftId, 'de');
      expect(await settled(sending)).toBe(false);
    });
    await expect(sending).rejects.toMatchObject({ code: 'MANDATE_LAPSED' });
    const draft = await bareDb(app)
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
    await bareDb(program.app)
      .updateTable('identity.session')
      .set({ mandate_id: idOf(mandate) })
      .execute();
    expect(await htmlOf(emma, '/konto')).not.toContain('Anna Beispiel');
  });
});
