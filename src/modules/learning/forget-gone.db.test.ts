// What somebody has learnt is kept as long as their account: it can't go before, and goes after.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { forgetGoneCertificates } from '../policy/certificates.ts';
import { forgetGone } from './actions/forget-gone.ts';
import { ownCertificates } from './queries/certificates.ts';
import { learner, takeTest } from './testing/learner.ts';

const course = 'sensitive-data';
const kept = [
  'learning.certificate',
  'learning.completion',
  'learning.attempt',
  'learning.reading',
  'policy.certificate',
] as const;

let program: TestProgram;
let heinz: StaffActor;
let gian: StaffActor;
beforeAll(async () => {
  program = await testProgram();
  heinz = await learner(program.app, 'clerk-zivilstandsamt');
  gian = await learner(program.app, 'clerk-gian');
  for (const staff of [heinz, gian]) {
    await takeTest(program.app, staff, course);
    await bareDb(program.app)
      .insertInto('learning.reading')
      .values({ staff_id: staff.id, course, module: 'why', version: 1, at: new Date() })
      .execute();
  }
}, 240_000);
afterAll(() => program.stop());

/** How many rows of somebody there are, table by table. */
const rowsOf = (staff: StaffActor) =>
  Promise.all(
    kept.map(
      async (table) =>
        (
          await bareDb(program.app)
            .selectFrom(table)
            .select('staff_id')
            .where('staff_id', '=', staff.id)
            .execute()
        ).length,
    ),
  );
const forget = async () => {
  await forgetGone(program.app);
  await forgetGoneCertificates(program.app);
};

it('stays while the account stays: neither the job nor anybody else can delete it', async () => {
  const before = await rowsOf(heinz);
  expect(before.every((count) => count > 0)).toBe(true);
  await forget();
  expect(await rowsOf(heinz)).toEqual(before);
  for (const table of ['learning.certificate', 'learning.completion', 'policy.certificate'] as const)
    await expect(
      bareDb(program.app).deleteFrom(table).where('staff_id', '=', heinz.id).execute(),
      table,
    ).rejects.toThrow(/append-only|can only be revoked/);
});

it('goes when the account has gone, of nobody else, and its code tells nothing any more', async () => {
  const [certificate] = await ownCertificates(program.app, heinz);
  const others = await rowsOf(gian);
  const db = bareDb(program.app);
  await db.deleteFrom('identity.access_token').where('account_id', '=', heinz.id).execute();
  await db.deleteFrom('identity.account').where('id', '=', heinz.id).execute();
  await forget();
  expect(await rowsOf(heinz)).toEqual(kept.map(() => 0));
  expect(await rowsOf(gian)).toEqual(others);
  expect((await fetch(`${program.origin}/verify/${certificate?.code ?? ''}`)).status).toBe(404);
});
