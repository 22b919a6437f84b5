// How long one stays signed in, and how one signs out.
import { barePool } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../kernel/http/reply.ts';
import type { Module } from '../../kernel/module.ts';
import { signedIn } from '../../kernel/permission.ts';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { cleanExpired } from './actions/clean-expired.ts';
import { forgetPasskeys } from './actions/forget-passkeys.ts';
import { identityProgram, type IdentityProgram } from './testing/identity-program.ts';
import { openChoicePage, signIn, whoAmI } from './testing/sign-in.ts';

let program: IdentityProgram;
const browser = () => new CookieJar(program.origin);
const minutes = 60;

const change: Module = {
  name: 'test',
  routes: [
    {
      method: 'POST',
      url: '/api/v1/test-change',
      may: signedIn,
      kind: 'api',
      summary: 'Changes something',
      handle: () => json({}),
    },
  ],
};

beforeAll(async () => {
  program = await identityProgram({}, [change]);
});
afterAll(async () => {
  await program.stop();
});

describe('a session', () => {
  it('ends after half an hour in which nothing was asked', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    program.advance(29 * minutes);
    expect((await whoAmI(jar)).status).toBe(200);
    program.advance(29 * minutes);
    expect((await whoAmI(jar)).status).toBe(200);
    program.advance(30 * minutes + 1);
    expect((await whoAmI(jar)).status).toBe(401);
  });

  it('ends when the clock is set back behind its begin, and so does a token: nobody can say how old it is', async () => {
    const jar = browser();
    program.advance(24 * 60 * minutes);
    await signIn(jar, 'resident-anna');
    const issued = await fetch(`${program.origin}/demo/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identity: 'resident-anna' }),
    });
    const { access_token: token } = (await issued.json()) as { access_token: string };
    const withToken = async () =>
      (await fetch(`${program.origin}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([(await whoAmI(jar)).status, await withToken()]).toEqual([200, 200]);
    program.advance(-24 * 60 * minutes);
    expect([(await whoAmI(jar)).status, await withToken()]).toEqual([401, 401]);
    for (const table of ['session', 'access_token'])
      await barePool(program.app).query(`delete from identity.${table} where created_at > $1`, [
        program.app.clock.now(),
      ]);
  });

  it('ends after eight hours, however busy one was', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    for (let quarter = 0; quarter < 31; quarter++) {
      program.advance(15 * minutes);
      expect((await whoAmI(jar)).status).toBe(200);
    }
    program.advance(15 * minutes);
    expect((await whoAmI(jar)).status).toBe(401);
  });

  it('writes that it was seen at most once a minute', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const seen = async () =>
      (await barePool(program.app).query<{ seen: Date }>('select max(seen_at) as seen from identity.session'))
        .rows[0]?.seen;
    const before = await seen();
    program.advance(50);
    await whoAmI(jar);
    expect(await seen()).toEqual(before);
    program.advance(20);
    await whoAmI(jar);
    expect(await seen()).not.toEqual(before);
  });

  it('is no permission to change something through the API: other sites can make browsers send its cookie', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const answer = (headers: Record<string, string>) =>
      jar.fetch('/api/v1/test-change', {
        method: 'POST',
        headers: { accept: 'application/json', ...headers },
      });
    expect((await answer({})).status).toBe(401);
    const issued = await fetch(`${program.origin}/demo/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"identity":"resident-anna"}',
    });
    const { access_token: token } = (await issued.json()) as { access_token: string };
    expect((await answer({ authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('signing out', () => {
  it('asks first, says who is signed in, then ends the session here and at the provider', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const session = jar.get('session') ?? '';
    const providerSession = jar.get('demo-oidc') ?? '';
    expect(providerSession).not.toBe('');
    const asked = await (await jar.fetch('/abmelden')).text();
    expect(asked).toContain('Sie sind als Anna Beispiel angemeldet.');
    const out = await jar.post('/abmelden', { _csrf: csrfOf(asked) });
    expect(out.status).toBe(303);
    expect(out.headers.get('location')).toBe('/abmelden');
    expect(jar.get('session')).toBeUndefined();
    expect(jar.get('demo-oidc')).toBeUndefined();
    expect(await (await jar.fetch('/abmelden')).text()).toContain('Sie sind abgemeldet');
    // The cookie alone is worth nothing any more.
    jar.set('session', session);
    expect((await whoAmI(jar)).status).toBe(401);
    const { rows } = await barePool(program.app).query(
      "select 1 from identity.demo_provider_item where kind = 'Session' and id = $1",
      [providerSession],
    );
    expect(rows).toEqual([]);
  });

  it('does nothing without the token of the form, or with another session’s', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    expect((await jar.post('/abmelden', {})).status).toBe(403);
    const other = browser();
    await signIn(other, 'resident-bruno');
    const token = csrfOf(await (await other.fetch('/abmelden')).text());
    expect((await jar.post('/abmelden', { _csrf: token })).status).toBe(403);
    // What a visitor without a session could get is no token for a session either.
    const visitor = csrfOf((await openChoicePage(browser())).html);
    expect((await jar.post('/abmelden', { _csrf: visitor })).status).toBe(403);
    expect((await whoAmI(jar)).status).toBe(200);
  });

  it('does not happen by a link', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    await jar.fetch('/abmelden');
    expect((await whoAmI(jar)).status).toBe(200);
  });

  it('leaves the sessions in other browsers alone', async () => {
    const here = browser();
    const there = browser();
    await signIn(here, 'resident-anna');
    await signIn(there, 'resident-anna');
    await here.post('/abmelden', { _csrf: csrfOf(await (await here.fetch('/abmelden')).text()) });
    expect((await whoAmI(here)).status).toBe(401);
    expect((await whoAmI(there)).status).toBe(200);
  });
});

describe('the clean-up', () => {
  it('removes what is over and leaves what is not', async () => {
    const old = browser();
    await signIn(old, 'resident-anna');
    await browser().fetch('/anmelden');
    program.advance(9 * 60 * minutes);
    const jar = browser();
    await signIn(jar, 'resident-bruno');
    await cleanExpired(program.app);
    const count = async (table: string) =>
      (
        await barePool(program.app).query<{ count: number }>(
          `select count(*)::int as count from identity.${table}`,
        )
      ).rows[0]?.count;
    expect(await count('session')).toBe(1);
    expect(await count('sign_in')).toBe(0);
    expect((await whoAmI(jar)).status).toBe(200);
    program.advance(9 * 60 * minutes);
    await cleanExpired(program.app);
    expect(await count('session')).toBe(0);
    expect(await count('access_token')).toBe(0);
    expect(await count('demo_provider_item')).toBe(0);
  });
});

describe('whoever has lost every passkey', () => {
  it('is let in again by the operator: the passkeys are gone, sessions have ended, and an event says so', async () => {
    const jar = browser();
    await signIn(jar, 'clerk-fiona');
    await barePool(program.app).query(
      `insert into identity.passkey (credential_id, account_id, name, public_key, sign_count, transports, created_at)
       select 'c' || n, id, 'lost', '', 0, '{}', now() from identity.account, generate_series(1, 2) n where subject = 'clerk-fiona'`,
    );
    expect(await forgetPasskeys(program.app, 'nobody-at-all')).toBeUndefined();
    expect((await whoAmI(jar)).status).toBe(200);
    expect(await forgetPasskeys(program.app, 'clerk-fiona')).toBe(2);
    expect((await whoAmI(jar)).status).toBe(401);
    expect(await forgetPasskeys(program.app, 'clerk-fiona')).toBe(0);
    const { rows } = await barePool(program.app).query(
      "select data from kernel.event where type = 'passkey.removed' order by at",
    );
    expect(rows).toEqual([{ data: { last: true, by: 'operator' } }]);
  });
});
