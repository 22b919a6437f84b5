// Who there is in a demonstration, tokens for programs, and that none of it exists in production.
import { barePool } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityProgram, type IdentityProgram } from '../testing/identity-program.ts';
import { accountById, accountNames, accountsOfUnit, demoActor, demoIdentities } from '../index.ts';

let program: IdentityProgram;

beforeAll(async () => {
  program = await identityProgram();
});
afterAll(async () => {
  await program.stop();
});

interface Item {
  id: string;
  name: string;
  kind: string;
  unit: string | null;
  roles: string[];
  description: string;
}

const post = (body: string, type = 'application/json') =>
  fetch(`${program.origin}/demo/token`, { method: 'POST', headers: { 'content-type': type }, body });
const tokenOf = async (identity: string) =>
  ((await (await post(JSON.stringify({ identity }))).json()) as { access_token: string }).access_token;
const me = (authorization: string) => fetch(`${program.origin}/api/v1/me`, { headers: { authorization } });

describe('GET /demo/identities', () => {
  it('lists everyone of the contract', async () => {
    const response = await fetch(`${program.origin}/demo/identities`);
    const { items } = (await response.json()) as { items: Item[] };
    const ids = items.map((item) => item.id);
    for (const id of [
      'resident-anna resident-bruno resident-carla company-delta delta-bookkeeper counter-erik clerk-fiona clerk-gian',
      'head-hanna hub-ines dpo-jonas archivist-karin moderator-luca editor-mia trainer-nora auditor-otto',
    ].flatMap((line) => line.split(' '))) {
      expect(ids).toContain(id);
    }
    expect(items.find((item) => item.id === 'clerk-fiona')).toMatchObject({
      kind: 'staff',
      unit: 'veterinaeramt',
      roles: ['clerk'],
    });
    expect(items.find((item) => item.id === 'resident-bruno')).toMatchObject({ kind: 'person', unit: null });
  });

  it('describes them in the asked language', async () => {
    const describe = async (headers: Record<string, string>) => {
      const response = await fetch(`${program.origin}/demo/identities`, { headers });
      return ((await response.json()) as { items: Item[] }).items[0]?.description;
    };
    expect(await describe({ 'accept-language': 'it' })).toContain('Abita a Basilea');
    expect(await describe({ 'accept-language': 'ja' })).toContain('Wohnt in Basel');
  });

  it('is a page for browsers', async () => {
    const response = await fetch(`${program.origin}/demo/identities`, {
      headers: { accept: 'text/html,*/*' },
    });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Niemand auf dieser Liste lebt.');
  });
});

describe('POST /demo/token', () => {
  it('gives a token with the rights of the identity, for eight hours', async () => {
    const response = await post('{"identity":"clerk-gian"}');
    expect(response.status).toBe(200);
    const body = (await response.json()) as { access_token: string };
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 28_800,
    });
    const answer = await me(`Bearer ${body.access_token}`);
    expect(await answer.json()).toMatchObject({
      name: 'Gian Vorlage',
      unit: 'allmendverwaltung',
      roles: ['clerk'],
    });
    const { rows } = await barePool(program.app).query('select * from identity.access_token');
    expect(JSON.stringify(rows)).not.toContain(body.access_token);
  });

  it('knows nobody else', async () => {
    const response = await post('{"identity":"resident-nobody"}');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'DEMO_IDENTITY_UNKNOWN' });
  });

  it.each([
    ['{}', 422],
    ['{"identity":1}', 422],
    ['{"identity":"resident-anna","roles":["hub"]}', 422],
    ['{"identity":"resident-anna","identity":"hub-ines"}', 400],
    ['', 422],
    ['[', 400],
    ['null', 422],
  ])('refuses %s', async (body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it('takes JSON only', async () => {
    expect((await post('identity=resident-anna', 'text/plain')).status).toBe(415);
  });
});

describe('a bearer token', () => {
  it('ends', async () => {
    const token = await tokenOf('resident-anna');
    program.advance(8 * 3600 + 1);
    const response = await me(`Bearer ${token}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Bearer ${'a'.repeat(43)}`,
    "bearer ' or 1=1",
    `Bearer ${'ä'.repeat(10)}`,
  ])('that we did not give is refused: %s', async (authorization) => {
    const response = await program.server.inject({ url: '/api/v1/me', headers: { authorization } });
    expect(response.statusCode).toBe(401);
  });

  it('counts before a cookie, and is no session', async () => {
    const token = await tokenOf('resident-anna');
    const asSession = await fetch(`${program.origin}/api/v1/me`, { headers: { cookie: `session=${token}` } });
    expect(asSession.status).toBe(401);
    const both = await fetch(`${program.origin}/api/v1/me`, {
      headers: { cookie: `session=${token}`, authorization: `Bearer ${token}` },
    });
    expect(both.status).toBe(200);
  });
});

describe('accounts', () => {
  it('are there before anyone signed in, and seeding again changes nothing', async () => {
    const count = async () =>
      (await barePool(program.app).query('select id from identity.account order by id')).rows;
    const before = await count();
    expect(before).toHaveLength(demoIdentities(program.app).length);
    for (const module of program.app.modules) await module.seed?.(program.app);
    expect(await count()).toEqual(before);
  });

  it('are found by id, by unit, and by name for lists', async () => {
    const hanna = await demoActor(program.app, 'head-hanna');
    if (hanna.kind !== 'staff') throw new Error('head-hanna must be staff');
    expect(await accountById(program.app, hanna.id)).toMatchObject({
      name: 'Hanna Probst',
      roles: ['head'],
      unit: 'veterinaeramt',
    });
    expect(await accountById(program.app, '00000000-0000-4000-8000-000000000000')).toBeUndefined();
    const unit = await accountsOfUnit(program.app, 'veterinaeramt');
    expect(unit.map((account) => account.subject)).toEqual(['clerk-fiona', 'head-hanna']);
    expect(await accountNames(program.app, [hanna.id, hanna.id])).toEqual(
      new Map([[hanna.id, 'Hanna Probst']]),
    );
    expect(await accountNames(program.app, [])).toEqual(new Map());
  });

  it('stay the same when the public address changes', async () => {
    const before = await demoActor(program.app, 'resident-anna');
    const moved = await program.another({ BASE_URL: 'http://127.0.0.1:1' });
    try {
      expect(await demoActor(moved.app, 'resident-anna')).toEqual(before);
    } finally {
      await moved.stop();
    }
  });
});

describe('production', () => {
  it('has no demonstration address and nobody invented', async () => {
    const production = await identityProgram({
      MODE: 'production',
      SECRET: 'x'.repeat(40),
      BASE_URL: 'https://canton.example',
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'client',
      OIDC_CLIENT_SECRET: 'secret',
    });
    try {
      for (const url of [
        '/demo/identities',
        '/demo/oidc/.well-known/openid-configuration',
        '/demo/oidc-anmeldung/x',
        '/demo/oidc/auth',
      ]) {
        expect((await production.server.inject({ url })).statusCode).toBe(404);
      }
      const demoOnly = production.app.modules.flatMap((module) =>
        (module.routes ?? []).filter((route) => route.demoOnly),
      );
      expect(demoOnly.map(({ url }) => url)).toContain('/demo/wallet');
      for (const { method, url } of demoOnly)
        expect(production.server.hasRoute({ method, url }), url).toBe(false);
      // Without a DID of its own the canton has no E-ID, and offers none.
      expect((await production.server.inject({ url: '/anmelden' })).body).not.toContain('E-ID');
      const token = await production.server.inject({
        method: 'POST',
        url: '/demo/token',
        payload: { identity: 'resident-anna' },
      });
      expect(token.statusCode).toBe(404);
      expect(demoIdentities(production.app)).toEqual([]);
      expect((await barePool(production.app).query('select 1 from identity.account')).rows).toEqual([]);
    } finally {
      await production.stop();
    }
  });
});
