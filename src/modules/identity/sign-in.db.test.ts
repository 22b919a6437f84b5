// Signing in at the demonstration's identity provider: the whole flow over HTTP, with real cookies and a real database.
import { barePool } from '../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { hashOf } from '../../kernel/secret.ts';
import { identityProgram, type IdentityProgram } from './testing/identity-program.ts';
import { chooseIdentity, openChoicePage, signIn, whoAmI } from './testing/sign-in.ts';

let program: IdentityProgram;
const browser = () => new CookieJar(program.origin);

beforeAll(async () => {
  program = await identityProgram();
});
afterAll(async () => {
  await program.stop();
});

/** Staff begin where they work; this small program has no such area. */
const home = '/konto/zugriffe';

describe('signing in', () => {
  it('goes to the provider with PKCE, state and nonce, and only there', async () => {
    const response = await browser().fetch('/anmelden');
    const address = new URL(response.headers.get('location') ?? '');
    expect(address.origin + address.pathname).toBe(`${program.origin}/demo/oidc/auth`);
    const query = Object.fromEntries(address.searchParams);
    expect(query).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${program.origin}/anmelden/zurueck`,
    });
    expect(query['state']?.length).toBeGreaterThan(20);
    expect(query['nonce']?.length).toBeGreaterThan(20);
    expect(response.headers.getSetCookie()[0]).toMatch(/^sign-in=[\w-]{43};.*HttpOnly; SameSite=Lax/);
  });

  it('signs in as the chosen identity and goes on to where one wanted to go', async () => {
    const jar = browser();
    expect(await signIn(jar, 'resident-anna', '/leistungen/hund-anmelden/formular?seite=2')).toBe(
      '/leistungen/hund-anmelden/formular?seite=2',
    );
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(me.status).toBe(200);
    expect(await me.json()).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Anna Beispiel',
      kind: 'person',
      email: 'anna@example.org',
      unit: null,
      roles: ['resident'],
      language: 'de',
      assurance: 'substantial',
    });
  });

  it('makes staff of those whom the provider names with unit and roles', async () => {
    const jar = browser();
    expect(await signIn(jar, 'clerk-fiona')).toBe(home);
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(await me.json()).toMatchObject({
      kind: 'staff',
      unit: 'veterinaeramt',
      roles: ['clerk'],
      assurance: 'high',
    });
  });

  it('sends residents to their account and staff to their worklist when nobody said where to', async () => {
    expect(await signIn(browser(), 'resident-bruno')).toBe('/konto');
    expect(await signIn(browser(), 'clerk-gian', '/')).toBe(home);
    expect(await signIn(browser(), 'resident-bruno', '/')).toBe('/');
  });

  it('sets a session cookie that scripts can not read, and keeps only its hash', async () => {
    const jar = browser();
    const callback = await chooseIdentity(jar, await openChoicePage(jar), 'resident-anna');
    const response = await jar.fetch(callback.href);
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith('session='));
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const secret = jar.get('session') ?? '';
    const { rows } = await barePool(program.app).query(
      'select secret_hash, expires_at - created_at as life from identity.session',
    );
    expect(
      rows.filter((row: { secret_hash: Buffer }) => row.secret_hash.equals(hashOf(secret))),
    ).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[0]).toMatchObject({ life: { hours: 8 } });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('takes over the language of the pages', async () => {
    const jar = browser();
    jar.set('lang', 'fr');
    await signIn(jar, 'resident-carla');
    const me = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    expect(await me.json()).toMatchObject({ language: 'fr' });
  });

  it('lets two tabs sign in at the same time', async () => {
    const jar = browser();
    const first = await openChoicePage(jar, '/erste');
    const second = await openChoicePage(jar, '/zweite');
    const secondBack = await chooseIdentity(jar, second, 'resident-anna');
    expect((await jar.fetch(secondBack.href)).headers.get('location')).toBe('/zweite');
    // The first tab's form was made for a visitor; the browser is signed in by now, and the page says so by its token.
    const reloaded = await (await jar.fetch(first.path)).text();
    const firstBack = await chooseIdentity(jar, { path: first.path, html: reloaded }, 'resident-anna');
    expect((await jar.fetch(firstBack.href)).headers.get('location')).toBe('/erste');
  });

  it('lets one change the identity without a script in between', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    expect(await signIn(jar, 'clerk-fiona')).toBe(home);
    expect(await whoAmI(jar)).toMatchObject({ name: 'Fiona Muster' });
  });

  it('asks who one wants to be every time', async () => {
    const jar = browser();
    await signIn(jar, 'resident-anna');
    const { path } = await openChoicePage(jar);
    expect(path).toMatch(/^\/demo\/oidc-anmeldung\//);
  });

  it('works when the steps reach different processes', async () => {
    const other = await program.another();
    try {
      const jar = browser();
      const choice = await openChoicePage(jar, '/konto');
      const callback = await chooseIdentity(jar, choice, 'resident-anna');
      // The same browser, but its next request is answered by the other process.
      const headers = { cookie: `sign-in=${jar.get('sign-in') ?? ''}`, accept: 'text/html' };
      const { port } = other.server.server.address() as { port: number };
      const answered = await fetch(`http://127.0.0.1:${port}${callback.pathname}${callback.search}`, {
        headers,
        redirect: 'manual',
      });
      expect(answered.headers.get('location')).toBe('/konto');
      const session = /session=([\w-]+)/.exec(answered.headers.getSetCookie().join())?.[1] ?? '';
      jar.set('session', session);
      expect(await whoAmI(jar)).toMatchObject({ status: 200, name: 'Anna Beispiel' });
    } finally {
      await other.stop();
    }
  });

  it('stays with one account when two first sign-ins meet', async () => {
    await barePool(program.app).query(
      "delete from identity.session using identity.account a where a.id = account_id and a.subject = 'trainer-nora'",
    );
    await barePool(program.app).query("delete from identity.account where subject = 'trainer-nora'");
    const jars = [browser(), browser(), browser()];
    await Promise.all(jars.map((jar) => signIn(jar, 'trainer-nora')));
    const ids = await Promise.all(jars.map(async (jar) => (await whoAmI(jar)).id));
    expect(new Set(ids).size).toBe(1);
    const { rows } = await barePool(program.app).query(
      "select type, data from kernel.event where type = 'account.created' and subject = $1",
      [ids[0]],
    );
    expect(rows).toEqual([{ type: 'account.created', data: { kind: 'staff' } }]);
  });
});

describe('who comes by another name of this machine', () => {
  it('goes on under the name of BASE_URL, with everything that was asked', async () => {
    const { port } = new URL(program.origin);
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `127.0.0.2:${port}`]) {
      const response = await program.server.inject({ url: '/anmelden?weiter=%2Fkonto', headers: { host } });
      expect(response.headers.location).toBe(`${program.origin}/anmelden?weiter=%2Fkonto`);
      expect(response.headers['set-cookie']).toBeUndefined();
    }
  });

  it('stays where it is for any other name: a proxy may pass on its own', async () => {
    for (const host of [
      'drehscheibe.example',
      'localhost.attacker.example',
      '127.0.0.1.attacker.example',
      'a b',
    ]) {
      const response = await program.server.inject({ url: '/anmelden', headers: { host } });
      expect(response.headers.location).toMatch(new RegExp(`^${program.origin}/demo/oidc/auth`));
    }
  });
});

describe('a public address that this machine can not reach', () => {
  it('does not keep the program from its own provider, and makes cookies secure', async () => {
    const behindProxy = await identityProgram({ BASE_URL: 'https://canton.example' });
    try {
      const begun = await behindProxy.server.inject({ url: '/anmelden', headers: { host: 'internal:1' } });
      expect(begun.headers['set-cookie']).toMatch(/^sign-in=.*; Secure; /);
      const address = new URL(String(begun.headers.location));
      expect(address.origin).toBe('https://canton.example');
      // What a request claims about its host changes nothing in what the provider says about itself.
      const headers = { host: 'attacker.example', 'x-forwarded-host': 'attacker.example' };
      const asked = await behindProxy.server.inject({ url: address.pathname + address.search, headers });
      expect(asked.statusCode).toBe(303);
      expect(asked.headers.location).toMatch(/^\/demo\/oidc-anmeldung\//);
      for (const cookie of [asked.headers['set-cookie']].flat())
        expect(cookie).toMatch(/; secure; httponly/i);
      const discovery = await behindProxy.server.inject({
        url: '/demo/oidc/.well-known/openid-configuration',
        headers,
      });
      expect(discovery.json()).toMatchObject({
        issuer: 'https://canton.example/demo/oidc',
        token_endpoint: 'https://canton.example/demo/oidc/token',
      });
    } finally {
      await behindProxy.stop();
    }
  });
});

describe('the page on which one chooses', () => {
  it('lists everyone in groups, says that they are invented, and has a button for each', async () => {
    const { html } = await openChoicePage(browser());
    expect(html).toContain('Alle diese Personen sind erfunden');
    for (const group of ['Einwohnerinnen und Einwohner', 'Firmen', 'Verwaltung: Schalter und Geschäfte'])
      expect(html).toContain(group);
    const identities = [...html.matchAll(/<button[^>]*name="identity"[^>]*value="([\w-]+)"/g)].map(
      (match) => match[1],
    );
    expect(identities).toContain('resident-anna');
    expect(identities).toContain('clerk-stadtgaertnerei');
    expect(identities.length).toBe(new Set(identities).size);
    expect(html).not.toContain('<script');
  });

  it.each([
    ['fr', 'Qui voulez-vous être', 'Habitantes et habitants'],
    ['it', 'Chi volete essere', 'Abitanti'],
    ['en', 'Who would you like to be', 'Residents'],
  ])('speaks %s', async (lang, title, group) => {
    const jar = browser();
    jar.set('lang', lang);
    const { html } = await openChoicePage(jar);
    expect(html).toContain(title);
    expect(html).toContain(group);
  });

  it('refuses a post without its token, with somebody else’s, and for somebody who does not exist', async () => {
    const jar = browser();
    const choice = await openChoicePage(jar);
    const other = await openChoicePage(browser());
    expect((await jar.post(choice.path, { identity: 'resident-anna' })).status).toBe(403);
    expect(
      (await jar.post(choice.path, { _csrf: csrfOf(other.html), identity: 'resident-anna' })).status,
    ).toBe(403);
    expect(
      (await jar.post(choice.path, { _csrf: csrfOf(choice.html), identity: 'resident-nobody' })).status,
    ).toBe(404);
    expect((await jar.post(choice.path, { _csrf: csrfOf(choice.html) })).status).toBe(404);
  });

  it('belongs to one browser', async () => {
    const { path } = await openChoicePage(browser());
    const stranger = await browser().fetch(path);
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).toContain('DEMO_CHOICE_EXPIRED');
  });

  it('can be left: one is told so and can try again', async () => {
    const jar = browser();
    const choice = await openChoicePage(jar, '/konto/zugriffe');
    const left = await jar.post(choice.path, { _csrf: csrfOf(choice.html), cancel: 'yes' });
    const { response } = await jar.follow(left.headers.get('location') ?? '');
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain('Sie haben die Anmeldung abgebrochen');
    expect(html).toContain('/anmelden?weiter=%2Fkonto%2Fzugriffe');
    expect((await whoAmI(jar)).status).toBe(401);
  });
});
