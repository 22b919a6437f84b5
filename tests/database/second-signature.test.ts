// Submissions that two sign for a company, by program: once, by two people whom the register names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareDb } from '../support/unguarded.ts';
import { tendJointSubmissions } from '../../src/modules/intake/signing/tend-joint.ts';
import { actFor, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import {
  acting,
  answers,
  api,
  codeOf,
  company,
  dario,
  prepare,
  program,
  row,
  service,
  sign,
  startSignatories,
  tokens,
  type Waiting,
} from '../support/two-signatories.ts';

beforeAll(startSignatories, 240_000);
afterAll(() => program.stop());

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
});
