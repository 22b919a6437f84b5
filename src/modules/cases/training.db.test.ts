// Training that counts: the certificate of a passed test opens the special case, its end closes it at that minute, so does a revocation.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { revokeCertificate } from '../learning/actions/revoke-certificate.ts';
import { ownCertificates } from '../learning/queries/certificates.ts';
import { learner, takeTest } from '../learning/testing/learner.ts';
import { policyProgram, type PolicyProgram } from './testing/policy-program.ts';

const course = 'sensitive-data';
let program: PolicyProgram;
beforeAll(async () => {
  program = await policyProgram();
}, 240_000);
afterAll(() => program.stop());

const open = async () => (await program.caseAs('clerk-fiona')).withheld.length === 0;
const newest = async () =>
  (await ownCertificates(program.app, program.fiona)).find((each) => each.course === course);

it('a passed test opens the case, and the minute of its end closes it', async () => {
  await program.certify(program.fiona, program.later(-1));
  expect(await open()).toBe(false);
  await takeTest(program.app, program.fiona, course);
  expect(await open()).toBe(true);
  const until = (await newest())?.validUntil ?? new Date(0);
  program.at(new Date(until.getTime() - 60_000));
  expect(await open()).toBe(true);
  program.at(until);
  expect(await open()).toBe(false);
  program.at();
  expect(await open()).toBe(true);
});

it('a revocation closes it at once, and a page that was open before does nothing', async () => {
  expect(await open()).toBe(true);
  const nora = await learner(program.app, 'trainer-nora');
  const code = (await newest())?.code ?? '';
  await revokeCertificate(program.app, nora, { code, reason: 'Der Test war nicht der eigene.' });
  expect(await open()).toBe(false);
});
