// Whoever reads who used their data reads on which law, too: every use of the log has one, but what people do themselves.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';
import type { PersonActor, ProgrammeActor } from '../../src/kernel/actor.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { worklist } from '../../src/modules/cases/queries/worklist.ts';
import { accessPurposes } from '../../src/modules/data/index.ts';
import { asIdentities, byStaff } from '../../src/modules/dialogue/testing/as-identities.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { basisOfUse } from '../../src/modules/governance/basis-of-use.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

/** Uses without a law of the canton, each with the reason. */
const without: Record<string, string> = {
  'own-view': 'done by the person',
  'own-export': 'done by the person',
  request: 'says itself that the person has asked',
  submit: 'names the law of the service',
  'decide-by-rule': 'names the law of the service',
  worklist: 'names the laws of the services in the list',
  'counter-list': 'names the laws of the services in the list',
  letter: 'only in old entries, which named the law of the service',
  deletion: 'names the law of the service',
};

it('every purpose of the log has a law, or is known to have none here', () => {
  const missing = accessPurposes.filter(
    (each) => basisOfUse(program.app, `${each}|hund-anmelden`, false) === undefined,
  );
  expect(missing.toSorted()).toEqual(Object.keys(without).toSorted());
});

it('the law is written with the use; one that is named stays, and one’s own look needs none', async () => {
  const { app } = program;
  const anna = (await demoActor(app, 'resident-anna')) as PersonActor;
  const programme: ProgrammeActor = { kind: 'programme', task: 'test' };
  const use = { kind: 'read' as const, subject: anna.id, fields: ['name'] };
  await transact(app, programme, (tx) =>
    tx.recordAccess(
      { ...use, purpose: 'correction' },
      { ...use, purpose: 'draft-reminder|hund-anmelden' },
      { ...use, purpose: 'breach', legalBasis: 'Named' },
      { ...use, purpose: 'correction', as: anna },
    ),
  );
  const entries = async () =>
    (
      await barePool(app).query<{ purpose: string; legal_basis: string | null }>(
        'select purpose, legal_basis from kernel.access_entry where subject_id = $1 order by id',
        [anna.id],
      )
    ).rows;
  const written = (await entries()).slice(-4).map(({ legal_basis: law }) => law);
  expect(written).toEqual([
    expect.stringContaining('SG 153.260'),
    expect.stringContaining('Hundegesetz'),
    'Named',
    null,
  ]);
  await asIdentities(program).submit(byStaff);
  const fiona = await demoActor(app, 'clerk-fiona');
  if (fiona.kind !== 'staff') throw new Error('demo data');
  await worklist(app, fiona);
  expect((await entries()).at(-1)).toMatchObject({
    purpose: 'worklist',
    legal_basis: expect.stringContaining('Hundegesetz') as string,
  });
});
