// Calls the running program as its invented identities, the way browsers and programs do; for tests only.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../../engine/index.ts';
import { examplesOf } from '../../catalogue/index.ts';

/** Worked examples of `hund-anmelden`: one that the programme decides, one that people decide. */
export const atOnce = 'Ein Hund, sofort bestätigt';
export const byStaff = 'Rottweiler, das Veterinäramt prüft';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export interface Client {
  get(path: string, identity?: string, language?: string): Promise<Answer>;
  /** Submits a worked example; the reference of its case. */
  submit(example: string, identity?: string, language?: string): Promise<string>;
  /** Takes an action as a page would: with the revision as it is now. */
  act(ref: string, action: string, identity: string, input?: unknown): Promise<void>;
}

export function asIdentities(program: TestProgram): Client {
  const tokens = new Map<string, Promise<string>>();
  let submissions = 0;

  const bearer = async (identity: string): Promise<string> => {
    const token = tokens.get(identity) ?? program.token(identity);
    tokens.set(identity, token);
    return `Bearer ${await token}`;
  };
  const post = async (
    path: string,
    identity: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<unknown> => {
    const response = await fetch(`${program.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: await bearer(identity), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };

  return {
    async get(path, identity, language = 'de') {
      const headers: Record<string, string> = { 'accept-language': language, accept: 'text/html' };
      if (identity !== undefined) headers['authorization'] = await bearer(identity);
      const response = await fetch(program.origin + path, { headers, redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async submit(example, identity = 'resident-anna', language = 'de') {
      const found = examplesOf(program.app, 'hund-anmelden').find((each) => each.name === example);
      const answers = resolveDayTokens(found?.answers ?? {}, program.app.clock.today());
      const headers = { 'idempotency-key': `test-${submissions++}`, 'accept-language': language };
      const created = await post('/services/hund-anmelden/submissions', identity, { answers }, headers);
      return (created as { case: { ref: string } }).case.ref;
    },
    async act(ref, action, identity, input = {}) {
      const { revision } = await bareDb(program.app)
        .selectFrom('cases.matter')
        .select('revision')
        .where('ref', '=', ref)
        .executeTakeFirstOrThrow();
      await post(`/cases/${ref}/actions/${action}`, identity, input, { 'if-match': String(revision) });
    },
  };
}
