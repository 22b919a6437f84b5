// An identity provider outside this program that answers wrongly, or not at all: nothing of it may become a session.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { freePort, identityProgram, type IdentityProgram } from './testing/identity-program.ts';
import {
  clientSecret,
  rightScript,
  scriptedProvider,
  type ScriptedProvider,
} from './testing/scripted-provider.ts';
import { whoAmI } from './testing/sign-in.ts';

let provider: ScriptedProvider;
let program: IdentityProgram;

beforeAll(async () => {
  provider = await scriptedProvider();
  program = await identityProgram({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'client',
    OIDC_CLIENT_SECRET: clientSecret,
  });
});
afterAll(async () => {
  await program.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.script = rightScript();
});

/** Signs in with what the script says. @returns the callback's answer */
async function attempt(jar: CookieJar, query: Record<string, string> = {}): Promise<Response> {
  const begun = await jar.fetch('/anmelden?dienst=public&weiter=/konto');
  const authorization = new URL(begun.headers.get('location') ?? '');
  provider.expect(authorization);
  const answer = {
    code: 'code',
    state: authorization.searchParams.get('state') ?? '',
    iss: provider.issuer,
    ...query,
  };
  return jar.fetch(`/anmelden/zurueck?${new URLSearchParams(answer).toString()}`);
}

const now = () => Math.floor(Date.now() / 1000);

describe('a provider outside', () => {
  it('signs people in, with code verifier and client secret in the exchange', async () => {
    const jar = new CookieJar(program.origin);
    const answer = await attempt(jar);
    expect(answer.headers.get('location')).toBe('/konto');
    expect(await whoAmI(jar)).toMatchObject({ status: 200, name: 'Some One' });
    const exchange = provider.exchanges.at(-1);
    expect(exchange?.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
    expect(exchange?.get('redirect_uri')).toBe(`${program.origin}/anmelden/zurueck`);
  });

  it('is asked for the rest when the ID token has no name, and must mean the same person', async () => {
    provider.script.claims = { name: undefined, sub: 'quiet' };
    provider.script.userinfo = {
      sub: 'quiet',
      given_name: 'Quiet',
      family_name: 'Person',
      email: 'quiet@example.org',
    };
    const jar = new CookieJar(program.origin);
    expect((await attempt(jar)).status).toBe(303);
    expect(await whoAmI(jar)).toMatchObject({ name: 'Quiet Person' });
    provider.script.userinfo = { sub: 'other', name: 'Other' };
    expect((await attempt(new CookieJar(program.origin))).status).toBe(502);
  });

  it('gives no role that we do not know, and none without a unit', async () => {
    provider.script.claims = { sub: 'boss', roles: ['owner-of-everything', 'clerk'] };
    const jar = new CookieJar(program.origin);
    await attempt(jar);
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(await me.json()).toMatchObject({ kind: 'person', roles: ['resident'], unit: null });
  });

  it('makes nobody staff in a session from before, where staff show a second factor', async () => {
    const promoted = { sub: 'promoted', name: 'Pro Moted' };
    provider.script.claims = promoted;
    const before = new CookieJar(program.origin);
    await attempt(before);
    const { id } = await whoAmI(before);
    await program.app.pool.query(
      `insert into identity.passkey (credential_id, account_id, name, public_key, sign_count, transports, created_at)
       values ('promoted', $1, 'Key', '\\x00', 0, '{}', now())`,
      [id],
    );
    provider.script.claims = { ...promoted, roles: ['clerk'], unit: 'veterinaeramt' };
    const now = new CookieJar(program.origin);
    expect((await attempt(now)).headers.get('location')).toContain('/anmelden/passkey');
    expect(await whoAmI(now)).toMatchObject({ status: 401 });
    expect(await whoAmI(before)).toMatchObject({ status: 401 });
  });

  it.each<[string, Partial<ScriptedProvider['script']>]>([
    ['a nonce that is not ours', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://attacker.example' } }],
    ['another audience', { claims: { aud: 'someone-else' } }],
    ['an ID token that is over', { claims: { exp: now() - 3600, iat: now() - 7200 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['alg none', { signature: 'none' }],
    ['a signature with the client secret', { signature: 'HS256' }],
    ['a signature of a stranger', { signature: 'stranger' }],
  ])('is refused with %s', async (_name, script) => {
    provider.script = { ...rightScript(), ...script };
    const jar = new CookieJar(program.origin);
    const answer = await attempt(jar);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('SIGN_IN_ANSWER_INVALID');
    expect(jar.get('session')).toBeUndefined();
  });

  it('is refused without the name that it promises to send (RFC 9207)', async () => {
    const jar = new CookieJar(program.origin);
    const begun = new URL((await jar.fetch('/anmelden?dienst=1')).headers.get('location') ?? '');
    provider.expect(begun);
    const answer = await jar.fetch(
      `/anmelden/zurueck?code=code&state=${begun.searchParams.get('state') ?? ''}`,
    );
    expect(answer.status).toBe(502);
  });

  it('that refuses the code is named as such', async () => {
    provider.script = { ...rightScript(), tokenStatus: 400 };
    const answer = await attempt(new CookieJar(program.origin));
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('SIGN_IN_PROVIDER_FAILED');
  });

  it('that breaks down while we ask is unreachable for now', async () => {
    provider.script = { ...rightScript(), tokenStatus: 503 };
    const answer = await attempt(new CookieJar(program.origin));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(await answer.text()).toContain('SIGN_IN_PROVIDER_UNREACHABLE');
  });

  it('that answers with an error: stopped by the person, or failed', async () => {
    const stopped = await attempt(new CookieJar(program.origin), { error: 'access_denied' });
    expect(stopped.status).toBe(400);
    expect(await stopped.text()).toContain('SIGN_IN_CANCELLED');
    const failed = await attempt(new CookieJar(program.origin), { error: 'server_error' });
    expect(failed.status).toBe(502);
    expect(await failed.text()).toContain('SIGN_IN_PROVIDER_FAILED');
  });

  it('learns of the sign-out, with the ID token of the session', async () => {
    const jar = new CookieJar(program.origin);
    await attempt(jar);
    const asked = await (await jar.fetch('/abmelden')).text();
    const out = await jar.post('/abmelden', { _csrf: csrfOf(asked) });
    const address = new URL(out.headers.get('location') ?? '');
    expect(address.origin + address.pathname).toBe(`${provider.issuer}/end`);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${program.origin}/abmelden`);
    expect(address.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    expect((await whoAmI(jar)).status).toBe(401);
  });

  it('leaves no demonstration provider beside it', async () => {
    const response = await fetch(`${program.origin}/demo/oidc/.well-known/openid-configuration`);
    expect(response.status).toBe(404);
  });
});

describe('a provider that is away', () => {
  it('does not stop the start, is said to be unreachable, and is tried again', async () => {
    const port = await freePort();
    const alone = await identityProgram({
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: 'client',
      OIDC_CLIENT_SECRET: clientSecret,
    });
    try {
      const jar = new CookieJar(alone.origin);
      const response = await jar.fetch('/anmelden?dienst=public&weiter=/konto');
      expect(response.status).toBe(503);
      const html = await response.text();
      expect(html).toContain('SIGN_IN_PROVIDER_UNREACHABLE');
      expect(html).toContain('/anmelden?weiter=%2Fkonto');
      const asJson = await jar.fetch('/anmelden?dienst=1', { headers: { accept: 'application/json' } });
      expect(await asJson.json()).toMatchObject({ status: 503, code: 'SIGN_IN_PROVIDER_UNREACHABLE' });
    } finally {
      await alone.stop();
    }
  });
});
