// Giving, accepting, declining and ending mandates, as both sides see it; and what must not work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CookieJar } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { PersonActor } from '../../kernel/actor.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { demoActor } from '../identity/index.ts';
import { clientsOf } from './queries/clients.ts';
import { act, actFor, browserOf, dateFields, giveAndAccept, htmlOf, postOffer } from './testing/mandates.ts';

let program: TestProgram;
let anna: CookieJar;
let bruno: CookieJar;
beforeAll(async () => {
  program = await testProgram();
  anna = await browserOf(program, 'resident-anna');
  bruno = await browserOf(program, 'resident-bruno');
}, 240_000);
afterAll(() => program.stop());

const bruns = { to: 'Bruno@Example.org', scope: 'some', services: 'hund-anmelden' };
const eventsOf = async (path: string) =>
  (
    await bareDb(program.app)
      .selectFrom('kernel.event')
      .select('type')
      .where('subject', '=', path.split('/').at(-1) ?? '')
      .orderBy('id')
      .execute()
  ).map(({ type }) => type);

describe('a mandate', () => {
  it('is offered, told to both, accepted once, seen by both and by nobody else', async () => {
    const offered = await postOffer(program, anna, bruns);
    expect(offered.status).toBe(303);
    const path = offered.headers.get('location') ?? '';
    expect(await htmlOf(anna, path)).toContain('hat eine Mail erhalten und muss die Vollmacht noch annehmen');
    expect(await htmlOf(bruno, path)).toContain('Anna Beispiel möchte, dass Sie handeln können');
    for (const side of [anna, bruno])
      expect(await htmlOf(side, path)).toContain('Erteilt mit der Stufe «substanziell»</');
    const carla = await browserOf(program, 'resident-carla');
    expect((await carla.fetch(path)).status).toBe(404);
    expect((await act(carla, path, 'accept')).status).toBe(404);
    // Whoever offers can't accept for the other.
    expect((await act(anna, path, 'accept')).status).toBe(409);
    await program.settle();
    const mails = await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select(['recipient', 'subject'])
      .where('key', 'like', `mandate/${path.split('/').at(-1)}/%`)
      .orderBy('recipient')
      .execute();
    expect(mails.map(({ recipient }) => recipient.toLowerCase()).toSorted()).toEqual([
      'anna@example.org',
      'bruno@example.org',
    ]);
    const twice = await Promise.all([act(bruno, path, 'accept'), act(bruno, path, 'accept')]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    const late = await act(bruno, path, 'decline');
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Das geht nicht mehr')]);
    expect(await eventsOf(path)).toEqual(['mandate.offered', 'mandate.accepted']);
    expect(await htmlOf(anna, '/vertretung/vollmachten')).toContain('Bruno Muster');
    expect(await htmlOf(bruno, '/vertretung')).toContain('Anna Beispiel');
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Vollmacht erteilen, annehmen oder beenden');
    expect((await act(bruno, path, 'resign')).status).toBe(303);
    expect((await act(anna, path, 'revoke')).status).toBe(409);
    expect(await htmlOf(bruno, '/vertretung')).not.toContain('Anna Beispiel</');
    expect(await eventsOf(path)).toEqual(['mandate.offered', 'mandate.accepted', 'mandate.resigned']);
  });

  it('can be declined, and not accepted after that', async () => {
    const path = (await postOffer(program, anna, bruns)).headers.get('location') ?? '';
    expect((await act(bruno, path, 'decline')).status).toBe(303);
    expect((await act(bruno, path, 'accept')).status).toBe(409);
    expect((await actFor(bruno, path)).status).toBe(403);
  });

  it('revoked before it was accepted can’t be accepted', async () => {
    const path = (await postOffer(program, anna, bruns)).headers.get('location') ?? '';
    expect((await act(anna, path, 'revoke')).status).toBe(303);
    expect((await act(bruno, path, 'accept')).status).toBe(409);
  });

  it('to a company belongs to those who act for it', async () => {
    const dario = await browserOf(program, 'company-delta');
    const beat = await browserOf(program, 'delta-bookkeeper');
    const path = await giveAndAccept(program, anna, beat, { to: 'CHE-999.000.108' });
    expect(await htmlOf(dario, '/vertretung')).toContain('Anna Beispiel');
    expect((await actFor(dario, path)).status).toBe(303);
    expect(await htmlOf(dario, '/konto')).toContain('Dario Modell handelt für Anna Beispiel');
    // Who represents the company is the register's to say, not the session's.
    await bareDb(program.app)
      .updateTable('identity.account')
      .set({ organisation_id: null })
      .where('subject', '=', 'company-delta')
      .execute();
    expect(await htmlOf(dario, '/konto')).not.toContain('Anna Beispiel');
    expect((await actFor(dario, path)).status).toBe(404);
  });
});

describe('the form', () => {
  const faults: [string, Record<string, string>, string][] = [
    ['no recipient', { to: '' }, 'oder die UID einer Firma'],
    ['a script', { to: '<script>alert(1)</script>@example.org' }, 'keine E-Mail-Adresse'],
    ['a second recipient', { to: 'a@example.org, b@example.org' }, 'keine E-Mail-Adresse'],
    ['a line break', { to: 'a@example.org\r\nBcc: b@example.org' }, 'keine E-Mail-Adresse'],
    ['an unknown company', { to: 'CHE-123.456.788' }, 'oder die UID einer Firma'],
    ['oneself', { to: 'ANNA@example.org' }, 'Das sind Sie selbst'],
    ['no scope', { scope: '' }, 'wofür die Vollmacht gilt'],
    ['nothing chosen', { scope: 'some' }, 'mindestens eine Leistung'],
    [
      'a service that lets nobody act for others',
      { scope: 'some', services: 'nacht-sonntagsarbeit' },
      'mindestens eine Leistung',
    ],
    ['somebody else’s case', { scope: 'some', matters: '2026-AAAA-AAAA' }, 'mindestens eine Leistung'],
    ['a day that does not exist', dateFields('until', '2027-02-30'), 'Geben Sie ein Datum'],
    ['a beginning in the past', dateFields('from', '2020-01-01'), 'frühestens heute'],
    ['an end before the beginning', dateFields('until', '2020-01-01'), 'letzte Tag liegt vor dem ersten'],
    ['for ever', dateFields('until', '9999-12-31'), 'höchstens 5 Jahre'],
  ];
  it.each(faults)('refuses %s and keeps what was typed', async (_what, fields, says) => {
    const response = await postOffer(program, anna, { to: 'bruno@example.org', ...fields });
    const html = await response.text();
    expect([response.status, html]).toEqual([422, expect.stringContaining(says)]);
    expect(html).not.toContain('<script>');
    if (!('to' in fields)) expect(html).toContain('value="bruno@example.org"');
  });

  it('does not write to strangers without end', async () => {
    const { app } = program;
    const giver = (await demoActor(app, 'resident-paula')) as PersonActor;
    const row = {
      giver_id: giver.id,
      giver_name: giver.name,
      offered_email: 'x@example.org',
      everything: true,
      valid_from: app.clock.today(),
      valid_until: app.clock.today(),
      state: 'offered',
      assurance: 'substantial',
      offered_at: app.clock.now(),
      language: 'de',
    };
    await bareDb(app)
      .insertInto('mandates.mandate')
      .values(Array.from({ length: 50 }, () => row))
      .execute();
    const paula = await browserOf(program, 'resident-paula');
    expect((await postOffer(program, paula, bruns)).status).toBe(429);
  });
});

describe('the switch', () => {
  it('lists hundreds of clients by name, each once, and finds them', async () => {
    const { app } = program;
    const fiduciary = (await demoActor(app, 'delta-cosigner')) as PersonActor;
    const clients = Array.from(
      { length: 230 },
      (_, index) => `Kundin ${String(index).padStart(3, '0')} 100%_`,
    );
    await bareDb(app)
      .insertInto('mandates.mandate')
      .values(
        // The same name twice must not be lost between two pages.
        [...clients, ...clients.slice(0, 30)].map((name) => ({
          giver_id: crypto.randomUUID(),
          giver_name: name,
          offered_email: 'denise@example.org',
          mandatary_id: fiduciary.id,
          mandatary_name: fiduciary.name,
          everything: true,
          valid_from: app.clock.today(),
          valid_until: app.clock.today(),
          state: 'accepted',
          assurance: 'substantial',
          offered_at: app.clock.now(),
          language: 'de',
        })),
      )
      .execute();
    const own = { ...fiduciary, organisationId: undefined };
    const ids: string[] = [];
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const list = await clientsOf(app, own, 'de', { cursor });
      ids.push(...list.items.map(({ id }) => id));
      names.push(...list.items.map(({ name }) => name));
      cursor = list.next ?? undefined;
    } while (cursor !== undefined);
    // And the company for which she signs.
    expect(new Set(ids).size).toBe(261);
    expect(names).toEqual(names.toSorted());
    expect((await clientsOf(app, own, 'de', { q: 'kundin 017' })).items.length).toBe(2);
    expect((await clientsOf(app, own, 'de', { q: '100%_' })).items.length).toBe(25);
    expect((await clientsOf(app, own, 'de', { q: '1__%' })).items).toEqual([]);
    const denise = await browserOf(program, 'delta-cosigner');
    expect(await htmlOf(denise, '/vertretung?q=Kundin%20200')).toContain('Kundin 200');
    expect(await htmlOf(denise, '/vertretung?q=%3Cscript%3E')).not.toContain('<script>');
    expect((await denise.fetch('/vertretung?cursor=nonsense')).status).toBe(400);
  });
});
