// What waits for a second signature and ends without it: too late, named no more, changed since, or said otherwise by a register.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareDb, barePool } from '../support/unguarded.ts';
import { serviceById } from '../../src/modules/catalogue/index.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { forgetKnown } from '../../src/modules/intake/index.ts';
import { tendJointSubmissions } from '../../src/modules/intake/signing/tend-joint.ts';
import { actFor, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import {
  acting,
  answers,
  api,
  codeOf,
  company,
  denise,
  post,
  prepare,
  program,
  row,
  service,
  sign,
  startSignatories,
} from '../support/two-signatories.ts';

beforeAll(startSignatories, 240_000);
afterAll(() => program.stop());

describe('what waits ends', () => {
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
