// The second signatory of a company, who has never chosen for whom they act: what waits is there at the first look.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
  await program.settle();
}, 240_000);
afterAll(() => program.stop());

const forget = () => bareDb(program.app).deleteFrom('mandates.representation').execute();
const waiting = () =>
  bareDb(program.app)
    .selectFrom('intake.joint_submission')
    .select('id')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();

it('at the link of the mail, which nobody else can follow', async () => {
  await forget();
  const { id } = await waiting();
  const denise = await browserOf(program, 'delta-cosigner');
  expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain('Delta Beispiel GmbH');
  const giulia = await browserOf(program, 'resident-giulia');
  expect((await giulia.fetch(`/unterschriften/${id}`)).status).toBe(404);
  await forget();
});

it('at the first look into the account, and for a program', async () => {
  const denise = await browserOf(program, 'delta-cosigner');
  const html = await htmlOf(denise, '/konto');
  expect(html).toContain('Es fehlt Ihre Unterschrift');
  expect(html).toContain(`/unterschriften/${(await waiting()).id}`);
  const response = await fetch(`${program.origin}/api/v1/me/signatures`, {
    headers: { authorization: `Bearer ${await program.token('delta-cosigner')}` },
  });
  expect(await response.json()).toMatchObject({ items: [{ company: 'Delta Beispiel GmbH', forMe: true }] });
  const anna = await browserOf(program, 'resident-anna');
  expect(await htmlOf(anna, '/konto')).not.toContain('Delta Beispiel GmbH');
});
