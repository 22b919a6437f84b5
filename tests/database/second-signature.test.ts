// Submissions that two sign for a company: by form and by program, once, by two people whom the register names, and nothing typed is lost.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb, barePool } from '../support/unguarded.ts';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { forgetKnown } from '../../src/modules/intake/index.ts';
import { tendJointSubmissions } from '../../src/modules/intake/signing/tend-joint.ts';
import { actFor, browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

let program: TestProgram;
let dario: CookieJar;
let denise: CookieJar;
const tokens: Record<string, string> = {};
/** Identity -> id of what it represents Delta by. */
const acting: Record<string, string> = {};
const service = 'nacht-sonntagsarbeit';
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  dario = await browserOf(program, 'company-delta');
  denise = await browserOf(program, 'delta-cosigner');
  for (const who of ['company-delta', 'delta-cosigner', 'delta-bookkeeper', 'resident-giulia']) {
    tokens[who] = await program.token(who);
    const list = (await (await api(who, 'GET', '/api/v1/me/mandates', undefined, false)).json()) as {
      items: { mandate: string; by: string; signing: string }[];
    };
    const found = list.items.find(({ by }) => by === 'signatory');
    if (found) acting[who] = found.mandate;
  }
}, 240_000);
afterAll(() => program.stop());

async function api(who: string, method: string, path: string, body?: object, act = true, key?: string) {
  return fetch(`${program.origin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens[who]}`,
      'accept-language': 'de',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(act && acting[who] ? { 'acting-mandate': acting[who] } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

function answers(): Record<string, unknown> {
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  return resolveDayTokens(example.answers, program.app.clock.today()) as Record<string, unknown>;
}

interface Waiting {
  submission: { id: string; state: string; until: string; case: string | null };
}
let keys = 0;
async function prepare(who = 'company-delta', sentAnswers = answers()): Promise<string> {
  const sent = await api(
    who,
    'POST',
    `/api/v1/services/${service}/submissions`,
    { answers: sentAnswers },
    true,
    `k${keys++}`,
  );
  const body = (await sent.json()) as Waiting;
  expect([sent.status, body]).toMatchObject([202, { submission: { state: 'awaiting-second-signature' } }]);
  return body.submission.id;
}
const sign = (who: string, id: string) => api(who, 'POST', `/api/v1/submissions/${id}/signature`);
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;
const row = (id: string) =>
  bareDb(program.app)
    .selectFrom('intake.joint_submission')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const company = () => {
  const found = program.register?.store.company({ id: 'delta' });
  if (!found) throw new Error('There is no Delta');
  return found;
};
async function post(jar: CookieJar, id: string, fields: Record<string, string>): Promise<Response> {
  const html = await htmlOf(jar, `/unterschriften/${id}`);
  return jar.post(`/unterschriften/${id}`, { _csrf: csrfOf(html), ...fields }, { 'accept-language': 'de' });
}

describe('by program', () => {
  it('waits, is told, is read as it will be sent, signed by the second, and is one case with two signatures', async () => {
    const before = await bareDb(program.app).selectFrom('cases.matter').select('ref').execute();
    const id = await prepare();
    expect(await bareDb(program.app).selectFrom('cases.matter').select('ref').execute()).toEqual(before);
    await program.settle();
    const mails = () =>
      bareDb(program.app)
        .selectFrom('kernel.mail')
        .select('recipient')
        .where('key', 'like', `joint/${id}/%`)
        .execute();
    expect(await mails()).toEqual([{ recipient: 'denise@example.org' }]);
    const seen = await api('delta-cosigner', 'GET', `/api/v1/submissions/${id}`);
    const view = (await seen.json()) as Waiting & { answers: Record<string, unknown> };
    expect(Object.keys(view.answers).length).toBeGreaterThan(3);
    const list = await api('delta-cosigner', 'GET', '/api/v1/me/signatures', undefined, false);
    expect(await list.json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id, forMe: true, company: 'Delta Beispiel GmbH' }),
      ]),
    });
    const signed = await sign('delta-cosigner', id);
    const { case: sent } = (await signed.json()) as { case: { ref: string } };
    expect(signed.status).toBe(201);
    const matter = await bareDb(program.app)
      .selectFrom('cases.matter')
      .selectAll()
      .where('ref', '=', sent.ref)
      .executeTakeFirstOrThrow();
    expect(matter).toMatchObject({ organisation_id: 'delta', answers: view.answers });
    const signatures = await bareDb(program.app)
      .selectFrom('cases.signature')
      .select(['pointer', 'name', 'manner', 'digest'])
      .where('case_ref', '=', sent.ref)
      .orderBy('at')
      .execute();
    expect(signatures.map(({ pointer, name, manner }) => [pointer, name, manner])).toEqual([
      ['#company', 'Dario Modell', 'typed'],
      ['#company', 'Denise Probe', 'typed'],
    ]);
    expect(signatures[0]?.digest.equals((await row(id)).digest)).toBe(true);
    expect(await row(id)).toMatchObject({ state: 'signed', case_ref: sent.ref, answers: {} });
    await program.settle();
    const told = await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select('recipient')
      .where('key', 'like', `case/${sent.ref}/%`)
      .execute();
    expect(told.map(({ recipient }) => recipient).toSorted()).toEqual([
      'dario@example.org',
      'denise@example.org',
    ]);
    // Both see the case of the company, and its signatures; the bookkeeper acts for it without signing, and does not.
    await actFor(dario, acting['company-delta'] ?? '');
    const page = await htmlOf(dario, `/faelle/${sent.ref}`);
    expect(page).toContain('Für die Firma');
    expect(page).toContain('Denise Probe');
    await actFor(dario, '');
    expect((await dario.fetch(`/faelle/${sent.ref}`)).status).toBe(404);
  });

  it('the same key gives the same one, before and after it is signed', async () => {
    const send = () =>
      api(
        'company-delta',
        'POST',
        `/api/v1/services/${service}/submissions`,
        { answers: answers() },
        true,
        'once',
      );
    const both = await Promise.all([send(), send()]);
    const ids = await Promise.all(both.map(async (each) => ((await each.json()) as Waiting).submission.id));
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    expect(ids[0]).toBe(ids[1]);
    const { case: sent } = (await (await sign('delta-cosigner', ids[0] ?? '')).json()) as {
      case: { ref: string };
    };
    const again = await send();
    expect([again.status, await again.json()]).toMatchObject([201, { case: { ref: sent.ref } }]);
    const other = await api(
      'company-delta',
      'POST',
      `/api/v1/services/${service}/submissions`,
      { answers: {} },
      true,
      'once',
    );
    expect(await codeOf(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  const sendOnce = (key: string) =>
    api(
      'company-delta',
      'POST',
      `/api/v1/services/${service}/submissions`,
      { answers: answers() },
      true,
      key,
    );

  it('its key gives the case as it stands, also when what was prepared is gone, and to who signs alone by then', async () => {
    const { submission } = (await (await sendOnce('gone')).json()) as Waiting;
    const { case: sent } = (await (await sign('delta-cosigner', submission.id)).json()) as {
      case: { ref: string };
    };
    await bareDb(program.app)
      .updateTable('intake.joint_submission')
      .set({ remove_at: '2020-01-31T00:00:00Z' })
      .where('id', '=', submission.id)
      .execute();
    await tendJointSubmissions(program.app);
    await bareDb(program.app)
      .updateTable('cases.matter')
      .set({ state: 'in-progress' })
      .where('ref', '=', sent.ref)
      .execute();
    const again = await sendOnce('gone');
    expect([again.status, await again.json()]).toMatchObject([
      201,
      { case: { ref: sent.ref, state: 'in-progress' } },
    ]);
    const before = company();
    program.register?.store.putCompany(
      { ...before, representatives: [{ person: 'dario', signing: 'single' }] },
      before.asOf,
    );
    const alone = await sendOnce('alone');
    const { case: own } = (await alone.json()) as { case: { ref: string } };
    program.register?.store.putCompany(before, before.asOf);
    const later = await sendOnce('alone');
    expect([alone.status, later.status, await later.json()]).toMatchObject([
      201,
      201,
      { case: { ref: own.ref } },
    ]);
  });

  it('its key is free again when what was prepared was removed without being sent', async () => {
    const { submission } = (await (await sendOnce('free')).json()) as Waiting;
    await api('company-delta', 'POST', `/api/v1/submissions/${submission.id}/withdrawal`);
    await bareDb(program.app)
      .updateTable('intake.joint_submission')
      .set({ remove_at: '2020-01-31T00:00:00Z' })
      .where('id', '=', submission.id)
      .execute();
    await tendJointSubmissions(program.app);
    const again = await sendOnce('free');
    expect(again.status).toBe(202);
    expect(((await again.json()) as Waiting).submission.id).not.toBe(submission.id);
  });

  it('answers that are wrong don’t wait: they are refused at once', async () => {
    const sent = await api(
      'company-delta',
      'POST',
      `/api/v1/services/${service}/submissions`,
      { answers: {} },
      true,
      'bad',
    );
    expect([sent.status, await codeOf(sent)]).toEqual([422, 'ANSWERS_INVALID']);
  });

  it('not by the same person, a stranger, who does not sign, or without acting', async () => {
    const id = await prepare();
    expect(await codeOf(await sign('company-delta', id))).toBe('SIGNATURE_SAME_PERSON');
    for (const who of ['resident-giulia', 'delta-bookkeeper']) expect((await sign(who, id)).status).toBe(404);
    const plain = await api(
      'delta-cosigner',
      'POST',
      `/api/v1/submissions/${id}/signature`,
      undefined,
      false,
    );
    expect(plain.status).toBe(404);
    for (const who of ['resident-giulia', 'delta-bookkeeper'])
      expect((await api(who, 'GET', `/api/v1/submissions/${id}`)).status).toBe(404);
    expect((await row(id)).state).toBe('waiting');
  });

  it('twice and at once gives one case', async () => {
    const id = await prepare();
    const both = await Promise.all([sign('delta-cosigner', id), sign('delta-cosigner', id)]);
    const refs = await Promise.all(
      both.map(async (each) => ((await each.json()) as { case: { ref: string } }).case.ref),
    );
    expect(new Set(refs).size).toBe(1);
  });

  it('by two others at the same time the first one counts: signed or refused, one case at most', async () => {
    const before = company();
    program.register?.store.putCompany(
      {
        ...before,
        representatives: [...(before.representatives ?? []), { person: 'anna', signing: 'joint' }],
      },
      before.asOf,
    );
    tokens['resident-anna'] = await program.token('resident-anna');
    const list = (await (
      await api('resident-anna', 'GET', '/api/v1/me/mandates', undefined, false)
    ).json()) as { items: { mandate: string; by: string }[] };
    acting['resident-anna'] = list.items.find(({ by }) => by === 'signatory')?.mandate ?? '';
    const casesOf = async (id: string) => {
      const { case_ref, second_name, state } = await row(id);
      const events = await bareDb(program.app)
        .selectFrom('kernel.event')
        .select('type')
        .where('subject', '=', id)
        .where('type', '!=', 'submission.prepared')
        .execute();
      expect(events).toEqual([{ type: `submission.${state}` }]);
      return { state, case_ref, second_name };
    };
    const id = await prepare();
    const both = await Promise.all([sign('delta-cosigner', id), sign('resident-anna', id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const late = both.find(({ status }) => status === 409);
    expect(late && (await codeOf(late))).toBe('SIGNATURE_STATE_CHANGED');
    const winner = both[0].status === 201 ? 'Denise Probe' : 'Anna Beispiel';
    expect(await casesOf(id)).toMatchObject({ state: 'signed', second_name: winner });

    const contested = await prepare();
    const [signed, refused] = await Promise.all([
      sign('delta-cosigner', contested),
      api('resident-anna', 'POST', `/api/v1/submissions/${contested}/refusal`, { reason: 'Zu teuer.' }),
    ]);
    expect([signed.status, refused.status]).toSatisfy(
      ([a, b]: number[]) => (a === 201 && b === 409) || (a === 409 && b === 200),
    );
    const end = await casesOf(contested);
    expect(end.case_ref === null).toBe(refused.status === 200);
    expect(end.second_name).toBe(refused.status === 200 ? 'Anna Beispiel' : 'Denise Probe');
    program.register?.store.putCompany(before, before.asOf);
    expect(await codeOf(await sign('resident-anna', await prepare()))).toBe('REPRESENTATION_ENDED');
  });

  it('against a withdrawal one of the two counts, and after it nothing is signed', async () => {
    const id = await prepare();
    const [signed, withdrawn] = await Promise.all([
      sign('delta-cosigner', id),
      api('company-delta', 'POST', `/api/v1/submissions/${id}/withdrawal`),
    ]);
    expect([signed.status === 201, withdrawn.status === 200].filter(Boolean)).toHaveLength(1);
    const late = await prepare();
    expect((await api('delta-cosigner', 'POST', `/api/v1/submissions/${late}/withdrawal`)).status).toBe(403);
    expect((await api('company-delta', 'POST', `/api/v1/submissions/${late}/withdrawal`)).status).toBe(200);
    expect(await codeOf(await sign('delta-cosigner', late))).toBe('SIGNATURE_STATE_CHANGED');
  });

  it('after its last day it has lapsed, also before the program has tended it', async () => {
    const [asked, tended] = [await prepare(), await prepare()];
    await bareDb(program.app)
      .updateTable('intake.joint_submission')
      .set({ waits_until: '2020-01-31' })
      .where('id', 'in', [asked, tended])
      .execute();
    expect(await codeOf(await sign('delta-cosigner', asked))).toBe('SIGNATURE_LAPSED');
    expect((await row(asked)).state).toBe('lapsed');
    await tendJointSubmissions(program.app);
    expect(await row(tended)).toMatchObject({ state: 'lapsed', answers: answers() });
    await program.settle();
    const { recipient } = await bareDb(program.app)
      .selectFrom('kernel.mail')
      .select('recipient')
      .where('key', 'like', `joint/${tended}/lapsed/%`)
      .executeTakeFirstOrThrow();
    expect(recipient).toBe('dario@example.org');
  });

  it('a first one whom the register no longer names has not signed', async () => {
    const id = await prepare();
    const before = company();
    program.register?.store.putCompany(
      { ...before, representatives: [{ person: 'denise', signing: 'joint' }] },
      before.asOf,
    );
    expect(await codeOf(await sign('delta-cosigner', id))).toBe('SIGNATURE_FIRST_ENDED');
    expect((await row(id)).state).toBe('first-ended');
    // Nothing typed is lost: the other one goes on with it.
    await actFor(denise, acting['delta-cosigner'] ?? '');
    expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain('Angaben weiter bearbeiten');
    expect((await post(denise, id, { _do: 'resume' })).headers.get('location')).toBe(
      `/leistungen/${service}/formular`,
    );
    const draft = bareDb(program.app).selectFrom('intake.draft').where('service_id', '=', service);
    expect(await draft.select('answers').execute()).toContainEqual({ answers: answers() });
    await bareDb(program.app).deleteFrom('intake.draft').where('service_id', '=', service).execute();
    await actFor(denise, '');
    program.register?.store.putCompany(before, before.asOf);
  });

  it('whoever signed for the company before sees nothing that waits; the look is logged for the company', async () => {
    const id = await prepare();
    const waiting = async (who: string) =>
      (
        (await (await api(who, 'GET', '/api/v1/me/signatures', undefined, false)).json()) as {
          items: { id: string; forMe: boolean }[];
        }
      ).items.find((each) => each.id === id);
    const looks = async () => {
      const { count } = await bareDb(program.app)
        .selectFrom('kernel.access_entry')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('subject_id', '=', (await row(id)).owner_id)
        .where('purpose', '=', 'representation')
        .where('fields', '@>', sql<string[]>`array['answers']`)
        .executeTakeFirstOrThrow();
      return Number(count);
    };
    const before = await looks();
    expect(await waiting('delta-cosigner')).toMatchObject({ forMe: true });
    expect(await looks()).toBe(before + 1);
    // The one who has signed first is known by the register's key as well as by the account.
    await bareDb(program.app)
      .updateTable('intake.joint_submission')
      .set({ first_id: '00000000-0000-4000-8000-000000000000' })
      .where('id', '=', id)
      .execute();
    expect(await waiting('company-delta')).toMatchObject({ forMe: false });
    const named = company();
    program.register?.store.putCompany(
      { ...named, representatives: [{ person: 'dario', signing: 'joint' }] },
      named.asOf,
    );
    await actFor(denise, '');
    expect(await waiting('delta-cosigner')).toBeUndefined();
    expect((await denise.fetch(`/unterschriften/${id}`)).status).toBe(404);
    program.register?.store.putCompany(named, named.asOf);
  });

  it('a second one whom it no longer names signs nothing', async () => {
    const id = await prepare();
    const before = company();
    program.register?.store.putCompany(
      { ...before, representatives: [{ person: 'dario', signing: 'joint' }] },
      before.asOf,
    );
    expect(await codeOf(await sign('delta-cosigner', id))).toBe('REPRESENTATION_ENDED');
    program.register?.store.putCompany(before, before.asOf);
    expect((await sign('delta-cosigner', id)).status).toBe(201);
  });

  it('a service that has changed since is not sent', async () => {
    const id = await prepare();
    const definition = serviceById(program.app, service);
    if (!definition) throw new Error('There is no such service');
    await bareDb(program.app)
      .updateTable('intake.joint_submission')
      .set({ digest: Buffer.alloc(32) })
      .where('id', '=', id)
      .execute();
    expect(await codeOf(await sign('delta-cosigner', id))).toBe('SUBMISSION_OUTDATED');
    expect(await row(id)).toMatchObject({ state: 'outdated', answers: answers() });
    const again = await prepare();
    definition.version += 1;
    expect(await codeOf(await sign('delta-cosigner', again))).toBe('SUBMISSION_OUTDATED');
    definition.version -= 1;
  });

  describe('of what the register says', () => {
    /** What the register knows of the company is left out, so that it says it. */
    const prepareKnown = () => {
      const { firmaName, firmaUid, firmaAdresse, ...typed } = answers();
      expect([firmaName, firmaUid, firmaAdresse]).not.toContain(undefined);
      return prepare('company-delta', typed);
    };
    const readsOf = async (id: string) => {
      const { owner_id } = await row(id);
      const { count } = await bareDb(program.app)
        .selectFrom('kernel.access_entry')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('subject_id', '=', owner_id)
        .where('purpose', '=', `prefill|${service}`)
        .executeTakeFirstOrThrow();
      return Number(count);
    };
    const tooOld = (id: string) =>
      barePool(program.app).query(
        `update intake.joint_submission set known = (select jsonb_object_agg(key, value || '{"until":"2020-01-31T00:00:00.000Z"}') from jsonb_each(known)) where id = $1`,
        [id],
      );

    it('what may be kept no longer is asked again, and is signed while it is the same', async () => {
      const id = await prepareKnown();
      expect(Object.keys((await row(id)).known as object)).toContain('firmaName');
      await tooOld(id);
      const before = await readsOf(id);
      expect((await sign('delta-cosigner', id)).status).toBe(201);
      expect(await readsOf(id)).toBe(before + 1);
    });

    it('a value that has changed since is not sent as what the register says', async () => {
      const id = await prepareKnown();
      await tooOld(id);
      const before = company();
      program.register?.store.putCompany({ ...before, name: 'Delta Neu GmbH' }, before.asOf);
      expect(await codeOf(await sign('delta-cosigner', id))).toBe('SUBMISSION_OUTDATED');
      program.register?.store.putCompany(before, before.asOf);
      expect((await row(id)).state).toBe('outdated');
    });

    it('a value that the register has corrected ends what waits with it, and its first one is told', async () => {
      const [id, typed] = [await prepareKnown(), await prepare()];
      const { owner_id } = await row(id);
      const touched = await transact(program.app, { kind: 'programme', task: 'corrections.apply' }, (tx) =>
        forgetKnown(tx, [owner_id], { register: 'companies', field: 'name', was: 'Delta Beispiel GmbH' }),
      );
      expect(
        touched.filter(({ serviceId, ownerId }) => serviceId === service && ownerId === owner_id),
      ).not.toEqual([]);
      expect([(await row(id)).state, (await row(typed)).state]).toEqual(['outdated', 'waiting']);
      expect(await codeOf(await sign('delta-cosigner', id))).toBe('SIGNATURE_STATE_CHANGED');
      await program.settle();
      const told = await bareDb(program.app)
        .selectFrom('kernel.mail')
        .select('recipient')
        .where('key', 'like', `joint/${id}/outdated/%`)
        .execute();
      expect(told).toEqual([{ recipient: 'dario@example.org' }]);
    });
  });

  it('what somebody has signed, and the key of what waits, is found by an index', async () => {
    const client = await barePool(program.app).connect();
    try {
      await client.query('begin');
      await client.query('set local enable_seqscan = off');
      const plan = async (from: string) =>
        JSON.stringify((await client.query(`explain (format json) select 1 from intake.${from}`)).rows);
      const whoever = `'00000000-0000-4000-8000-000000000000'`;
      const signed = await plan(`joint_submission where first_id = ${whoever} or second_id = ${whoever}`);
      expect(signed).toContain('joint_submission_first');
      expect(signed).toContain('joint_submission_second');
      expect(await plan(`submission where joint_id = ${whoever}`)).toContain('submission_joint');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('an account that only belongs to the company can’t send what a signature is asked for', async () => {
    const sent = await api(
      'delta-bookkeeper',
      'POST',
      '/api/v1/services/swisslos-gesuch/submissions',
      { answers: {} },
      false,
      'bk',
    );
    expect([sent.status, await codeOf(sent)]).toEqual([403, 'COMPANY_SIGNATURE_NEEDED']);
  });
});

describe('in the browser', () => {
  it('who is named no more while the page is open signs and refuses nothing, and what was typed is kept', async () => {
    const id = await prepare();
    await actFor(denise, acting['delta-cosigner'] ?? '');
    const page = await htmlOf(denise, `/unterschriften/${id}`);
    expect(page).toContain('Unterschreiben und senden');
    const before = company();
    program.register?.store.putCompany(
      { ...before, representatives: [{ person: 'dario', signing: 'joint' }] },
      before.asOf,
    );
    const reason = 'Der Lohnzuschlag ist zu klein.';
    for (const wish of [
      { _do: 'sign', erklaerung: 'yes' },
      { _do: 'refuse', grund: reason },
    ]) {
      const posted = await denise.post(
        `/unterschriften/${id}`,
        { _csrf: csrfOf(page), ...wish },
        { 'accept-language': 'de' },
      );
      expect([posted.status, await posted.text()]).toEqual([
        403,
        expect.stringContaining('REPRESENTATION_ENDED'),
      ]);
    }
    expect((await denise.fetch('/konto')).status).toBe(403);
    expect(await row(id)).toMatchObject({ state: 'waiting', second_id: null, case_ref: null });
    program.register?.store.putCompany(before, before.asOf);
    expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain(reason);
    await actFor(denise, '');
  });

  it('the second one is led to it, reads it, refuses with a reason, and the first goes on with everything', async () => {
    const id = await prepare();
    const account = await htmlOf(denise, '/konto');
    expect(account).toContain('Es fehlt Ihre Unterschrift');
    const stranger = await browserOf(program, 'resident-giulia');
    expect((await stranger.fetch(`/unterschriften/${id}`)).status).toBe(404);
    const lead = await htmlOf(denise, `/unterschriften/${id}`);
    expect(lead).toContain('Für Delta Beispiel GmbH handeln');
    const chosen = await denise.post('/vertretung', {
      _csrf: csrfOf(lead),
      mandate: acting['delta-cosigner'] ?? '',
      weiter: `/unterschriften/${id}`,
    });
    expect(chosen.headers.get('location')).toBe(`/unterschriften/${id}`);
    expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain(
      'Dario Modell hat das für Delta Beispiel GmbH vorbereitet',
    );
    const blank = await post(denise, id, { _do: 'refuse', grund: ' ' });
    expect([blank.status, await blank.text()]).toEqual([
      422,
      expect.stringContaining('warum Sie nicht unterschreiben'),
    ]);
    const unticked = await post(denise, id, { _do: 'sign' });
    expect(unticked.status).toBe(422);
    expect((await post(denise, id, { _do: 'refuse', grund: 'Das Datum stimmt nicht.' })).status).toBe(303);
    await actFor(dario, acting['company-delta'] ?? '');
    const told = await htmlOf(dario, `/unterschriften/${id}`);
    expect(told).toContain('Das Datum stimmt nicht.');
    const resumed = await post(dario, id, { _do: 'resume' });
    expect([resumed.status, resumed.headers.get('location')]).toEqual([
      303,
      `/leistungen/${service}/formular`,
    ]);
    const draft = await bareDb(program.app)
      .selectFrom('intake.draft')
      .select(['id', 'answers'])
      .where('service_id', '=', service)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(draft.answers).toEqual(answers());
    // A second one does not overwrite what is under way.
    const other = await prepare();
    await post(dario, other, { _do: 'withdraw' });
    const blocked = await post(dario, other, { _do: 'resume' });
    expect([blocked.status, await blocked.text()]).toEqual([
      409,
      expect.stringContaining('schon ein anderes Formular'),
    ]);
    await actFor(dario, '');
    await actFor(denise, '');
  });
});
