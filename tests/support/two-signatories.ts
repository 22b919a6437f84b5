// Delta with two who sign jointly: what they prepare, sign and see, by program and by form.
import { expect } from 'vitest';
import { csrfOf, type CookieJar } from './cookie-jar.ts';
import { testProgram, type TestProgram } from './test-program.ts';
import { bareDb } from './unguarded.ts';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

export let program: TestProgram;
export let dario: CookieJar;
export let denise: CookieJar;
export const tokens: Record<string, string> = {};
/** Identity -> id of what it represents Delta by. */
export const acting: Record<string, string> = {};
export const service = 'nacht-sonntagsarbeit';
/** Starts a program of its own, and signs them in. */
export async function startSignatories(): Promise<void> {
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
}

export async function api(
  who: string,
  method: string,
  path: string,
  body?: object,
  act = true,
  key?: string,
) {
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

export function answers(): Record<string, unknown> {
  const [example] = examplesOf(program.app, service);
  if (!example) throw new Error('The service has no example');
  return resolveDayTokens(example.answers, program.app.clock.today()) as Record<string, unknown>;
}

export interface Waiting {
  submission: { id: string; state: string; until: string; case: string | null };
}
let keys = 0;
export async function prepare(who = 'company-delta', sentAnswers = answers()): Promise<string> {
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
export const sign = (who: string, id: string) => api(who, 'POST', `/api/v1/submissions/${id}/signature`);
export const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;
export const row = (id: string) =>
  bareDb(program.app)
    .selectFrom('intake.joint_submission')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
export const company = () => {
  const found = program.register?.store.company({ id: 'delta' });
  if (!found) throw new Error('There is no Delta');
  return found;
};
export async function post(jar: CookieJar, id: string, fields: Record<string, string>): Promise<Response> {
  const html = await htmlOf(jar, `/unterschriften/${id}`);
  return jar.post(`/unterschriften/${id}`, { _csrf: csrfOf(html), ...fields }, { 'accept-language': 'de' });
}
