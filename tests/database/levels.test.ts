// How surely one must have signed in for what is no service, and that a mandate opens nothing that its giver was not sure enough for.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAssured, type PersonActor } from '../../src/kernel/actor.ts';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { readMail } from '../../src/modules/dialogue/demo/read-mail.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { offerMandate } from '../../src/modules/mandates/actions/offer-mandate.ts';
import {
  actFor,
  browserOf,
  giveAndAccept,
  htmlOf,
  postOffer,
} from '../../src/modules/mandates/testing/mandates.ts';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

let program: TestProgram;
let emma: CookieJar;
let person: PersonActor;
beforeAll(async () => {
  program = await testProgram();
  await program.settle();
  emma = await browserOf(program, 'resident-emma');
  person = (await demoActor(program.app, 'resident-emma')) as PersonActor;
}, 240_000);
afterAll(() => program.stop());

const sureForm = '/leistungen/wohnsitzbescheinigung-bestellen/formular';

async function emmaIs(assurance: 'low' | 'substantial'): Promise<void> {
  await bareDb(program.app)
    .updateTable('identity.session')
    .set({ assurance })
    .where('account_id', '=', person.id)
    .execute();
}
async function looks(): Promise<number> {
  const found = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select('id')
    .where('subject_id', '=', person.id)
    .execute();
  return found.length;
}

describe('Emma, who has signed in with a password only', () => {
  const closed = [
    '/konto/register',
    '/konto/register/berichtigen?angabe=residents.firstName',
    '/konto/berichtigungen',
    '/konto/alle-daten.zip',
    '/vertretung/erteilen',
  ];
  it.each(closed)('is asked to confirm who she is before %s, and nothing is read', async (path) => {
    const before = await looks();
    const response = await emma.fetch(path, { headers: { 'accept-language': 'de' } });
    const html = await response.text();
    expect([response.status, html]).toEqual([403, expect.stringContaining('ASSURANCE_TOO_LOW')]);
    expect(html).toContain('Nötig ist mindestens die Stufe «substanziell». Sie sind mit der Stufe «niedrig»');
    expect(html).toContain('Mit der E-ID bestätigen');
    expect(html).toContain(`/anmelden?weiter=${encodeURIComponent(path)}&amp;stufe=substantial`);
    expect(html).not.toContain('756.');
    expect(await looks()).toBe(before);
    await emmaIs('substantial');
    expect((await emma.fetch(path)).status).toBe(200);
    await emmaIs('low');
  });

  it('gets no copy as a program either', async () => {
    const response = await fetch(`${program.origin}/api/v1/me/export`, {
      headers: { authorization: `Bearer ${await program.token('resident-emma')}`, 'accept-language': 'en' },
    });
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
      expect.objectContaining({
        code: 'ASSURANCE_TOO_LOW',
        detail: 'At least the level “substantial” is needed. You are signed in at the level “low”.',
      }),
    ]);
  });

  it('posts neither a mandate nor a correction, and what she typed waits for her', async () => {
    const posted = await postOffer(program, emma, { to: 'bruno@example.org' });
    expect([posted.status, await posted.text()]).toEqual([403, expect.stringContaining('ASSURANCE_TOO_LOW')]);
    await emmaIs('substantial');
    expect(await htmlOf(emma, '/vertretung/erteilen')).toContain('value="bruno@example.org"');
    await emmaIs('low');
    const offer = {
      id: randomUUID(),
      ...{ to: { email: 'bruno@example.org' }, everything: true, services: [], matters: [] },
      ...{ validFrom: '2026-11-24', validUntil: '2027-01-31', language: 'de' as const },
    };
    await expect(offerMandate(program.app, person, offer)).rejects.toMatchObject({
      code: 'ASSURANCE_TOO_LOW',
    });
    const csrf = csrfOf(await htmlOf(emma, '/abmelden'));
    const asked = await emma.post('/konto/register/berichtigen', {
      ...{ _csrf: csrf, angabe: 'residents.firstName', gesehen: '"Emma"', richtig: 'Emmi' },
    });
    expect(asked.status).toBe(403);
    await emmaIs('substantial');
    // Back from confirming she is at the value it was about, with what she typed.
    expect(await htmlOf(emma, '/konto/register/berichtigen')).toContain('value="Emmi"');
    await emmaIs('low');
  });

  it('blocks disclosure, does not lift the block, and is told by mail when it is lifted', async () => {
    const change = async (sperren: 'ja' | 'nein') => {
      const html = await htmlOf(emma, '/konto/bekanntgabe');
      return emma.post('/konto/bekanntgabe', { _csrf: csrfOf(html), sperren });
    };
    const mails = async () => {
      await program.settle();
      const rows = await bareDb(program.app)
        .selectFrom('kernel.mail')
        .select(['recipient', 'message'])
        .where('key', 'like', 'disclosure/%')
        .execute();
      return rows.map(({ recipient, message }) => ({ recipient, text: readMail(message).text }));
    };
    expect((await change('ja')).headers.get('location')).toContain('jetzt=blocked');
    const refused = await change('nein');
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('ASSURANCE_TOO_LOW'),
    ]);
    expect(await mails()).toEqual([]);
    await emmaIs('substantial');
    expect((await change('nein')).headers.get('location')).toContain('jetzt=unblocked');
    expect(await mails()).toEqual([
      { recipient: 'emma@example.org', text: expect.stringContaining('wurde im Konto aufgehoben') },
    ]);
    await emmaIs('low');
  });
});

describe('whoever acts by a mandate', () => {
  it('is never surer than it was given, on the web and as a program', async () => {
    const bruno = await browserOf(program, 'resident-bruno');
    await emmaIs('substantial');
    const path = await giveAndAccept(program, emma, bruno, { to: 'bruno@example.org' });
    await emmaIs('low');
    const id = path.split('/').at(-1) ?? '';
    const given = (assurance: string) =>
      bareDb(program.app).updateTable('mandates.mandate').set({ assurance }).where('id', '=', id).execute();
    const byProgram = async () => {
      const [example] = examplesOf(program.app, 'wohnsitzbescheinigung-bestellen');
      const response = await fetch(
        `${program.origin}/api/v1/services/wohnsitzbescheinigung-bestellen/submissions`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${await program.token('resident-bruno')}`,
            'content-type': 'application/json',
            'accept-language': 'de',
            'acting-mandate': id,
            'idempotency-key': crypto.randomUUID(),
          },
          body: JSON.stringify({
            answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()),
          }),
        },
      );
      return (await response.json()) as { code?: string; detail?: string };
    };
    await given('low');
    await actFor(bruno, path);
    // The mail about the mandate is a use of Emma's data as well.
    await program.settle();
    const before = await looks();
    const response = await bruno.fetch(sureForm, { headers: { 'accept-language': 'de' } });
    const html = await response.text();
    expect([response.status, html]).toEqual([403, expect.stringContaining('ASSURANCE_TOO_LOW')]);
    expect(html).toContain('Die Vollmacht von Emma Beispiel-Probe wurde mit der Stufe «niedrig» erteilt');
    // No surer sign-in of his would help.
    expect(html).not.toContain('stufe=substantial');
    expect(await looks()).toBe(before);
    expect(await byProgram()).toMatchObject({
      code: 'ASSURANCE_TOO_LOW',
      detail: expect.stringContaining('wurde mit der Stufe «niedrig» erteilt') as string,
    });
    await given('substantial');
    expect((await bruno.fetch(sureForm)).status).toBe(303);
    expect((await byProgram()).code).not.toBe('ASSURANCE_TOO_LOW');
  });

  it('acts by one that was given as surely as its giver was signed in, or at the counter', async () => {
    const rows = await bareDb(program.app).selectFrom('mandates.mandate').select('assurance').execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { assurance } of rows)
      expect(isAssured(assurance as 'low', 'substantial'), assurance).toBe(true);
  });
});
