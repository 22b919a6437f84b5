// What the authorisation walk needs: everybody of the demonstration with session and token, and addresses that exist.
import { hasRole, type Actor } from '../../src/kernel/actor.ts';
import { bareDb } from '../support/unguarded.ts';
import { anonymous } from '../../src/kernel/actor.ts';
import { csrfToken } from '../../src/kernel/http/csrf.ts';
import type { Route } from '../../src/kernel/http/route.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { startSession } from '../../src/modules/identity/actions/start-session.ts';
import { demoIdentities } from '../../src/modules/identity/index.ts';
import { sessionCookie } from '../../src/modules/identity/session-rules.ts';
import type { TestProgram } from '../support/test-program.ts';

export interface Walker {
  name: string;
  actor: Actor;
  session: string | undefined;
  token: string | undefined;
  csrf: string;
  /** An address of its own, so that limits per caller don't answer in the place of the rules. */
  ip: string;
}

const visitor = '11111111-2222-4333-8444-555555555555';

/** Who is behind a session, as the program itself says; checked against the identities' file. */
async function recognise(program: TestProgram, cookie: string): Promise<{ actor: Actor; sessionId: string }> {
  for (const module of program.app.modules) {
    const found = await module.authenticate?.(program.app, { cookie });
    if (found?.sessionId) return { actor: found.actor, sessionId: found.sessionId };
  }
  throw new Error('The session is not known');
}

export async function everybody(program: TestProgram): Promise<Walker[]> {
  const { app } = program;
  const walkers: Walker[] = [
    {
      name: 'anonymous',
      actor: anonymous,
      session: undefined,
      token: undefined,
      csrf: csrfToken(app.secret, visitor),
      ip: '10.0.0.1',
    },
  ];
  for (const [index, identity] of demoIdentities(app).entries()) {
    const { id } = await bareDb(app)
      .selectFrom('identity.account')
      .select('id')
      .where('subject', '=', identity.id)
      .executeTakeFirstOrThrow();
    const secret = await transact(app, { kind: 'programme', task: 'test' }, (tx) => {
      tx.impersonal('recognise-caller');
      return startSession(tx, {
        accountId: id,
        assurance: identity.assurance,
        device: '',
        replaces: undefined,
      });
    });
    const { actor, sessionId } = await recognise(program, `${sessionCookie}=${secret}`);
    const asListed =
      actor.kind === identity.kind &&
      (actor.kind === 'staff'
        ? actor.unit === identity.unit && identity.roles.every((role) => hasRole(actor, role))
        : identity.roles.join() === 'resident');
    if (!asListed) throw new Error(`${identity.id} is not who the list says`);
    walkers.push({
      name: identity.id,
      actor,
      session: secret,
      token: await program.token(identity.id),
      csrf: csrfToken(app.secret, sessionId),
      ip: `10.0.1.${index + 1}`,
    });
  }
  return walkers;
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  kind: Route['kind'];
  /** Which token a form carries. */
  csrf?: 'valid' | 'none';
  /** Beside the token. */
  fields?: Record<string, string>;
  /** A session's cookie in the place of the token, for API calls. */
  byCookie?: boolean;
}

/** One request as this walker makes it: pages with the session's cookie, the API with the token. */
export async function call(
  program: TestProgram,
  walker: Walker,
  { method, path, kind, csrf, byCookie, fields }: Call,
): Promise<Response> {
  const headers: Record<string, string> = {
    'x-forwarded-for': walker.ip,
    accept: kind === 'api' ? 'application/json' : 'text/html',
  };
  const cookies = [`visitor=${visitor}`];
  if (kind === 'api' && !byCookie) {
    if (walker.token !== undefined) headers['authorization'] = `Bearer ${walker.token}`;
  } else if (walker.session !== undefined) cookies.push(`${sessionCookie}=${walker.session}`);
  headers['cookie'] = cookies.join('; ');
  let body: string | undefined;
  if (method === 'POST') {
    headers['content-type'] = kind === 'api' ? 'application/json' : 'application/x-www-form-urlencoded';
    body =
      kind === 'api'
        ? '{}'
        : new URLSearchParams({ ...fields, ...(csrf === 'valid' ? { _csrf: walker.csrf } : {}) }).toString();
  }
  return fetch(`${program.origin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
}

/** What stands for an address's parameters. */
export interface Samples {
  ref: string;
  document: string;
  evidence: string;
  mail: string;
  code: string;
}

/** Things of the seeded demonstration, and of no one where there is none: then the address answers 404. */
export async function samples({ app }: TestProgram): Promise<Samples> {
  const absent = '00000000-0000-4000-8000-000000000000';
  const document = await bareDb(app)
    .selectFrom('cases.document')
    .select(['id', 'case_ref', 'verify_code'])
    .executeTakeFirst();
  const matter = await bareDb(app).selectFrom('cases.matter').select('ref').executeTakeFirst();
  const evidence = await bareDb(app).selectFrom('cases.evidence').select('file_id').executeTakeFirst();
  const mail = await bareDb(app).selectFrom('kernel.mail').select('id').executeTakeFirst();
  return {
    ref: document?.case_ref ?? matter?.ref ?? 'BS-2026-000000',
    document: document?.id ?? absent,
    evidence: evidence?.file_id ?? absent,
    mail: mail?.id ?? absent,
    code: document?.verify_code ?? 'AAAA-BBBB-CCCC',
  };
}

/** `/faelle/:ref/dokumente/:id` with things that exist. */
export function addressOf(url: string, known: Samples): string {
  const id = () => {
    if (url.includes('/dokumente/') || url.includes('/documents/')) return known.document;
    if (url.includes('/nachweise/')) return known.evidence;
    if (url.startsWith('/demo/outbox')) return known.mail;
    if (url.startsWith('/stellen')) return 'kanton-bs';
    if (url.startsWith('/lebenslagen')) return 'umzug';
    if (/^\/mitreden\/.*\/(aussagen|vorschlagen|daten)/.test(url)) return 'nacht';
    if (url.startsWith('/mitreden') || url.includes('/participation/')) return 'buergerraete';
    return 'hund-anmelden';
  };
  const values: Record<string, string> = {
    ref: known.ref,
    code: known.code,
    uid: 'unknown',
    action: 'no-such-action',
    page: 'halter',
    course: 'sensitive-data',
    item: '1',
    word: 'leistung',
  };
  return url
    .replace(/:([a-zA-Z]+)/g, (_match, name: string) => (name === 'id' ? id() : (values[name] ?? 'unknown')))
    .replace(/\*$/, 'x');
}

/** Whether an answer says no, and how. */
export function refusal(response: Response): 'sign-in' | 'forbidden' | undefined {
  const location = response.headers.get('location');
  if (response.status === 401) return 'sign-in';
  if (response.status === 303 && location?.startsWith('/anmelden?weiter=')) return 'sign-in';
  return response.status === 403 ? 'forbidden' : undefined;
}
