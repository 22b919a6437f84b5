// Single sign-out: what ends at an identity provider ends here at once, and nothing else does (Back-Channel Logout 1.0).
import { barePool } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { cleanExpired } from './actions/clean-expired.ts';
import { identityProgram, type IdentityProgram } from './testing/identity-program.ts';
import {
  clientSecret,
  rightScript,
  scriptedProvider,
  type ScriptedProvider,
} from './testing/scripted-provider.ts';
import { whoAmI } from './testing/sign-in.ts';

let everyone: ScriptedProvider;
let staff: ScriptedProvider;
let program: IdentityProgram;

beforeAll(async () => {
  everyone = await scriptedProvider();
  staff = await scriptedProvider();
  program = await identityProgram({
    OIDC_ISSUER: everyone.issuer,
    OIDC_CLIENT_ID: 'client',
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_STAFF_ISSUER: staff.issuer,
    OIDC_STAFF_CLIENT_ID: 'client',
    OIDC_STAFF_CLIENT_SECRET: clientSecret,
  });
});
afterAll(async () => {
  await program.stop();
  await everyone.stop();
  await staff.stop();
});
beforeEach(() => {
  everyone.script = rightScript();
  staff.script = rightScript();
});

async function signInAt(
  provider: ScriptedProvider,
  claims: Record<string, unknown>,
): Promise<{ jar: CookieJar; answer: Response }> {
  const jar = new CookieJar(program.origin);
  provider.script.claims = claims;
  const way = provider === staff ? 'staff' : 'public';
  const begun = await jar.fetch(`/anmelden?dienst=${way}&weiter=/konto`);
  const authorization = new URL(begun.headers.get('location') ?? '');
  expect(authorization.origin).toBe(provider.issuer);
  provider.expect(authorization);
  const query = new URLSearchParams({
    code: 'code',
    state: authorization.searchParams.get('state') ?? '',
    iss: provider.issuer,
  });
  return { jar, answer: await jar.fetch(`/anmelden/zurueck?${query.toString()}`) };
}

const signedOutThere = (token: string) =>
  fetch(`${program.origin}/anmelden/abgemeldet`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ logout_token: token }),
  });
const isIn = async (jar: CookieJar) => (await whoAmI(jar)).status === 200;
const clerk = { sub: 'clerk', sid: 'office', unit: 'veterinaeramt', roles: ['clerk'] };

describe('two providers', () => {
  it('are offered side by side; each signs in its own', async () => {
    const html = await (await fetch(`${program.origin}/anmelden`)).text();
    expect(html).toContain('dienst=public');
    expect(html).toContain('dienst=staff');
    const { jar } = await signInAt(staff, clerk);
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(await me.json()).toMatchObject({ kind: 'staff', roles: ['clerk'] });
  });

  it('make nobody staff at the one of the public, and nobody else at the one of staff', async () => {
    const { jar } = await signInAt(everyone, { ...clerk, sub: 'climber' });
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(await me.json()).toMatchObject({ kind: 'person', roles: ['resident'], unit: null });
    const { answer } = await signInAt(staff, { sub: 'guest' });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('SIGN_IN_NOT_STAFF');
  });

  it('may not answer for each other (mix-up, RFC 9700, section 4.4)', async () => {
    const jar = new CookieJar(program.origin);
    const begun = new URL((await jar.fetch('/anmelden?dienst=public')).headers.get('location') ?? '');
    staff.expect(begun);
    const query = new URLSearchParams({
      code: 'code',
      state: begun.searchParams.get('state') ?? '',
      iss: staff.issuer,
    });
    const answer = await jar.fetch(`/anmelden/zurueck?${query.toString()}`);
    expect(answer.status).toBe(502);
    expect(await isIn(jar)).toBe(false);
  });
});

describe('a logout token', () => {
  it('ends the session that it names, and no other', async () => {
    const { jar: desk } = await signInAt(everyone, { sub: 'anna', sid: 'desk' });
    const { jar: phone } = await signInAt(everyone, { sub: 'anna', sid: 'phone' });
    const { jar: other } = await signInAt(staff, { ...clerk, sid: 'desk' });
    expect((await signedOutThere(await everyone.logoutToken({ sid: 'desk' }))).status).toBe(200);
    expect([await isIn(desk), await isIn(phone), await isIn(other)]).toEqual([false, true, true]);
  });

  it('ends all sessions of a person when it names only the person', async () => {
    const { jar: one } = await signInAt(everyone, { sub: 'bea', sid: '1' });
    const { jar: two } = await signInAt(everyone, { sub: 'bea', sid: '2' });
    const { jar: other } = await signInAt(everyone, { sub: 'cleo', sid: '3' });
    expect((await signedOutThere(await everyone.logoutToken({ sub: 'bea' }))).status).toBe(200);
    expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, false, true]);
  });

  it('counts once', async () => {
    const token = await everyone.logoutToken({ sid: 'gone' });
    expect((await signedOutThere(token)).status).toBe(200);
    expect((await signedOutThere(token)).status).toBe(400);
  });

  it.each<[string, Record<string, unknown>, 'right' | 'none' | 'HS256' | 'stranger']>([
    ['unsigned', {}, 'none'],
    ['signed with our shared secret', {}, 'HS256'],
    ['signed by a stranger', {}, 'stranger'],
    ['for somebody else', { aud: 'another client' }, 'right'],
    ['from somebody else', { iss: 'https://attacker.example' }, 'right'],
    ['an ID token: it has a nonce', { nonce: 'n' }, 'right'],
    ['without the event', { events: {} }, 'right'],
    ['with an event that every object has', { events: 'toString' }, 'right'],
    ['about nobody', { sid: undefined }, 'right'],
    ['without an id', { jti: undefined }, 'right'],
    ['of yesterday', { iat: Math.floor(Date.now() / 1000) - 86_400 }, 'right'],
  ])('%s ends nothing', async (_what, claims, signature) => {
    const { jar } = await signInAt(everyone, { sub: 'dora', sid: 'dora' });
    everyone.script.signature = signature;
    const answer = await signedOutThere(await everyone.logoutToken({ sid: 'dora', ...claims }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'LOGOUT_TOKEN_INVALID' });
    expect(await isIn(jar)).toBe(true);
  });

  it('is anything else: refused', async () => {
    for (const token of ['', 'x', 'a.b.c', 'x'.repeat(20_000)])
      expect((await signedOutThere(token)).status).toBe(400);
  });

  it('of one provider counts while the other is away', async () => {
    const { jar } = await signInAt(staff, { ...clerk, sid: 'late' });
    const process = await program.another({ OIDC_ISSUER: 'http://127.0.0.1:9' });
    const send = async (token: string) =>
      process.server.inject({
        method: 'POST',
        url: '/anmelden/abgemeldet',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        payload: new URLSearchParams({ logout_token: token }).toString(),
      });
    expect((await send(await staff.logoutToken({ sid: 'late' }))).statusCode).toBe(200);
    expect(await isIn(jar)).toBe(false);
    // Its own is not lost: it may send it again.
    expect((await send(await everyone.logoutToken({ sid: 'late' }))).statusCode).toBe(503);
    await process.stop();
  });

  it('is forgotten once it would be too old anyway', async () => {
    await signedOutThere(await everyone.logoutToken({ sid: 'gone' }));
    const kept = async () =>
      Number((await barePool(program.app).query('select count(*) from identity.logout_token')).rows[0].count);
    expect(await kept()).toBeGreaterThan(0);
    program.advance(11 * 60);
    await cleanExpired(program.app);
    expect(await kept()).toBe(0);
  });
});

describe('where I am signed in', () => {
  it('lists my sessions, and ends one or all others', async () => {
    const open = async () => (await signInAt(everyone, { sub: 'eva' })).jar;
    const [here, there, elsewhere] = [await open(), await open(), await open()];
    const { jar: stranger } = await signInAt(everyone, { sub: 'fritz' });
    // With a second browser, so that there are buttons.
    await signInAt(everyone, { sub: 'fritz' });
    const html = await (await here.fetch('/konto/sitzungen')).text();
    const ids = [...html.matchAll(/name="session" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
    expect(ids).toHaveLength(2);
    const end = (jar: CookieJar, page: string, session: string) =>
      jar.post('/konto/sitzungen', { _csrf: csrfOf(page), session });
    // Somebody else's buttons are worth nothing.
    const foreign = await (await stranger.fetch('/konto/sitzungen')).text();
    expect((await end(stranger, foreign, ids[0] ?? '')).headers.get('location')).toContain('beendet=0');
    expect((await end(stranger, foreign, 'all')).status).toBe(400);
    expect(await Promise.all([here, there, elsewhere].map(isIn))).toEqual([true, true, true]);
    expect((await end(here, html, ids[0] ?? '')).headers.get('location')).toContain('beendet=1');
    expect((await Promise.all([there, elsewhere].map(isIn))).filter(Boolean)).toHaveLength(1);
    await end(here, html, 'others');
    expect(await Promise.all([here, there, elsewhere, stranger].map(isIn))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
