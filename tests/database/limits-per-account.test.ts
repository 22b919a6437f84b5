// Limits per minute count the account that is signed in, so that people behind one address do not block each other.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserOf, postOffer } from '../../src/modules/mandates/testing/mandates.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

const statusOf = async (jar: CookieJar) => (await postOffer(program, jar, { to: 'nobody' })).status;

it('one who has sent too many is refused, on each of their sessions; others at the same address go on', async () => {
  const anna = await browserOf(program, 'resident-anna');
  const bruno = await browserOf(program, 'resident-bruno');
  for (let count = 0; count < 20; count++) expect(await statusOf(anna)).toBe(422);
  expect(await statusOf(anna)).toBe(429);
  expect(await statusOf(await browserOf(program, 'resident-anna'))).toBe(429);
  expect(await statusOf(bruno)).toBe(422);
});
