// Acting for somebody else: only what the mandate covers, only while it holds, and always said by whom.
import { bareDb } from '../support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CookieJar } from '../support/cookie-jar.ts';
import { actingBy, idOf, personOf, readyDraft } from '../support/acting.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { everyone } from '../../src/kernel/permission.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { submitDraft } from '../../src/modules/intake/actions/submit.ts';
import { actFor, browserOf, giveAndAccept, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

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

describe('a program', () => {
  const call = async (address: string, mandate: string | undefined, body?: unknown) => {
    const response = await fetch(`${program.origin}/api/v1${address}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${await program.token('resident-bruno')}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': 'mandate' }),
        ...(mandate === undefined ? {} : { 'acting-mandate': mandate }),
      },
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it('acts for each client with their mandate, and never for itself by mistake', async () => {
    const mandate = idOf(path);
    expect((await call('/me/mandates', undefined)).json['items']).toMatchObject([
      { mandate, giver: 'Anna Beispiel', services: ['hund-anmelden'] },
    ]);
    const example = examplesOf(program.app, 'hund-anmelden').find(
      ({ name }) => name === 'Ein Hund, sofort bestätigt',
    );
    const answers = resolveDayTokens(example?.answers ?? {}, program.app.clock.today());
    const sent = await call('/services/hund-anmelden/submissions', mandate, { answers });
    expect([sent.status, sent.json]).toEqual([201, { case: expect.any(Object) }]);
    const { ref } = sent.json['case'] as { ref: string };
    const own = await personOf(program, 'resident-anna');
    const matter = await bareDb(program.app)
      .selectFrom('cases.matter')
      .select('owner_id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow();
    expect(matter.owner_id).toBe(own.id);
    expect((await call(`/cases/${ref}`, mandate)).status).toBe(200);
    expect((await call(`/cases/${ref}`, undefined)).status).toBe(404);
    expect((await call('/me/cases', mandate)).json['items']).toMatchObject([{ ref }]);
    const refused = [
      await call('/services/sperrgut-anmelden/submissions', mandate, { answers: {} }),
      await call('/me', mandate),
      await call('/me/export', mandate),
      await call('/me/cases', '11111111-2222-4333-8444-555555555555'),
      await call('/me/cases', 'nonsense'),
    ];
    expect(refused.map(({ status, json }) => `${status} ${String(json['code'])}`)).toEqual([
      '403 ACTING_OUTSIDE_MANDATE',
      '403 ACTING_NOT_HERE',
      '403 ACTING_NOT_HERE',
      '403 MANDATE_LAPSED',
      '403 MANDATE_LAPSED',
    ]);
  });
});

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

  it('reaches no address that does not say so, whichever module has it', async () => {
    await actFor(bruno, path);
    const own = await personOf(program, 'resident-bruno');
    const closed = program.app.modules
      .flatMap((module) => module.routes ?? [])
      .filter((route) => route.method === 'GET' && route.acting === undefined && route.may !== everyone)
      // A secret in the address says whose it is, whoever opens it and for whomever they act.
      .filter(({ ownToken }) => !ownToken)
      .filter((route) => route.may.allows(own, undefined, program.app));
    expect(closed.length).toBeGreaterThan(8);
    for (const { url } of closed) {
      const address = url.replace(/:\w+/g, 'none');
      const answered = await bruno.fetch(address);
      expect([address, answered.status, await answered.text()]).toEqual([
        address,
        403,
        expect.stringContaining('ACTING_NOT_HERE'),
      ]);
    }
    // What is open to those who act: each of these asks `covers`, or is about mandates, breaches and signing out.
    const open = program.app.modules.flatMap((module) => module.routes ?? []).filter(({ acting }) => acting);
    expect([...new Set(open.map(({ may }) => may.id))].toSorted()).toEqual([
      'case.open-page',
      'dialogue.open-account',
      'dialogue.write-threads',
      'duties.see-own',
      'everyone',
      'intake.begin-form',
      'intake.fill-form',
      'mandate.choose',
      'money.pay',
      'oversight.ask',
      'participation.contribute',
      'person',
    ]);
    // Breaches alone, and by law alone.
    const asking = open.filter(({ may }) => may.id === 'oversight.ask').map(({ url }) => url);
    expect(asking).toEqual(['/konto/zugriffe/vorfaelle']);
    const breaches = await bruno.fetch(asking[0] ?? '');
    expect([breaches.status, await breaches.text()]).toEqual([
      403,
      expect.stringContaining('ACTING_NOT_HERE'),
    ]);
  });

  it('sends in the other’s name; case, history and log say by whom', async () => {
    const { app } = program;
    const person = await actingBy(program, 'resident-bruno', path);
    const own = await personOf(program, 'resident-anna');
    const { ref } = await submitDraft(app, person, await readyDraft(program, person), 'de');
    const matter = await bareDb(app)
      .selectFrom('cases.matter')
      .selectAll()
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow();
    expect([matter.owner_id, matter.applicant_name]).toEqual([own.id, 'Anna Beispiel']);
    const [line] = await bareDb(app)
      .selectFrom('cases.history_entry')
      .selectAll()
      .where('case_ref', '=', ref)
      .orderBy('id')
      .execute();
    expect(line).toMatchObject({ actor_id: person.acting?.by.id, input: { mandate: idOf(path) } });
    // Its bill is made by a job.
    await program.settle();
    expect(await htmlOf(bruno, `/faelle/${ref}`)).toContain('Bruno Muster für Anna Beispiel');
    const log = await bareDb(app)
      .selectFrom('kernel.access_entry')
      .select(['actor_kind', 'actor_id', 'purpose'])
      .where('subject_id', '=', own.id)
      .where('actor_kind', '=', 'mandatary')
      .execute();
    expect(new Set(log.map(({ purpose }) => purpose))).toEqual(
      // The page of the case tells what is to be paid.
      new Set(['prefill|hund-anmelden', 'submit|hund-anmelden', 'by-mandate|hund-anmelden', 'money']),
    );
    expect(log.every(({ actor_id }) => actor_id === person.acting?.by.id)).toBe(true);
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Bruno Muster, mit Ihrer Vollmacht');
    // Her other cases are not his.
    const other = await bareDb(app)
      .selectFrom('cases.matter')
      .select('ref')
      .where('service_id', '!=', 'hund-anmelden')
      .executeTakeFirstOrThrow();
    await bareDb(app)
      .updateTable('cases.matter')
      .set({ owner_id: own.id })
      .where('ref', '=', other.ref)
      .execute();
    expect((await anna.fetch(`/faelle/${other.ref}`)).status).toBe(200);
    expect((await bruno.fetch(`/faelle/${other.ref}`)).status).toBe(404);
    const account = await htmlOf(bruno, '/konto');
    expect([account.includes(ref), account.includes(other.ref)]).toEqual([true, false]);
  });

  it('is told who of the staff reads their name beside the case, without whose it is', async () => {
    const { id } = await personOf(program, 'resident-bruno');
    const toldOf = (purpose: string) =>
      bareDb(program.app)
        .selectFrom('kernel.access_entry')
        .select(['fields', 'case_ref'])
        .where('subject_id', '=', id)
        .where('actor_kind', '=', 'staff')
        .where('purpose', '=', purpose)
        .execute();
    const { ref } = await bareDb(program.app)
      .selectFrom('cases.history_entry')
      .innerJoin('cases.matter', 'ref', 'case_ref')
      .select('ref')
      .where('actor_id', '=', id)
      .where('owner_id', '!=', id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const fiona = await browserOf(program, 'clerk-fiona');
    expect(await htmlOf(fiona, `/faelle/${ref}`)).toContain('Bruno Muster');
    expect(await toldOf('case-handling|hund-anmelden')).toEqual([{ fields: ['name'], case_ref: null }]);
    // The officer, too, who is asked about what was done for somebody.
    const uses = (await htmlOf(anna, '/konto/zugriffe')).split('Bruno Muster, mit Ihrer Vollmacht')[1] ?? '';
    const eintrag = /eintrag=([\d.]+)/.exec(uses)?.[1] ?? '';
    const html = await htmlOf(anna, `/konto/zugriffe/frage?eintrag=${eintrag}`);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
    const fields = { _csrf: field('_csrf'), _id: field('_id'), eintrag, question: 'Warum?' };
    expect((await anna.post('/konto/zugriffe/frage', fields)).status).toBe(303);
    const jonas = await browserOf(program, 'dpo-jonas');
    const question = /\/aufsicht\/fragen\/[\da-f-]{36}/.exec(await htmlOf(jonas, '/aufsicht'))?.[0] ?? '';
    expect(await htmlOf(jonas, question)).toContain('Bruno Muster');
    expect(await toldOf('access-question')).toEqual([{ fields: ['name'], case_ref: null }]);
  });

  it('may have one case only', async () => {
    const { app } = program;
    const own = await personOf(program, 'resident-anna');
    const { ref } = await bareDb(app)
      .selectFrom('cases.matter')
      .select('ref')
      .where('owner_id', '=', own.id)
      .where('service_id', '=', 'hund-anmelden')
      .executeTakeFirstOrThrow();
    await actFor(bruno, '');
    const single = await giveAndAccept(program, anna, bruno, { to: dogs.to, scope: 'some', matters: ref });
    expect((await actFor(bruno, single)).status).toBe(303);
    expect((await bruno.fetch(`/faelle/${ref}`)).status).toBe(200);
    expect((await bruno.fetch(form)).status).toBe(403);
    await actFor(bruno, '');
  });
});
