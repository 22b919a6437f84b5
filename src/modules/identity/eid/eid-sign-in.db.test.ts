// Signing in by E-ID through the whole program: both devices, the register, the account, the session, the log of uses.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { answer, beginEid, credentialOf, fetchRequest, postAnswer } from '../testing/eid-wallet.ts';
import { signIn, whoAmI } from '../testing/sign-in.ts';
import { eidOf } from './connection.ts';
import { publicKey } from './did.ts';
import { walletLink } from './request-address.ts';

let program: TestProgram;
let jar: CookieJar;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => {
  jar = new CookieJar(program.origin);
});

const assurance = async () =>
  (
    (await (await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } })).json()) as {
      assurance?: string;
    }
  ).assurance;
/** How often a comparison with an E-ID stands in somebody's list of uses. */
const eidUses = async (subject: string) => {
  const rows = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .innerJoin('identity.account', 'identity.account.id', 'kernel.access_entry.subject_id')
    .select('purpose')
    .where('subject', '=', subject)
    // Also of a try by somebody else, which is called that.
    .where('purpose', 'like', 'sign-in-eid%')
    .execute();
  return rows.length;
};
const byCode = (path: string) => {
  const eid = eidOf(program.app);
  if (!eid) throw new Error('No E-ID');
  return new URL(walletLink(program.app, eid, path.split('/').at(-1) ?? '', 'code'));
};

describe('on this device', () => {
  it('leads through the wallet back into the account that the register knows', async () => {
    const page = await beginEid(jar, { weiter: '/konto/zugriffe' });
    expect(page.html).toContain('Geburtsdatum');
    expect(page.html).not.toContain('AHV-Nummer');
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'anna'));
    const { redirect_uri: back } = (await response.json()) as { redirect_uri: string };
    expect(back).toMatch(`${program.origin}${page.path}?response_code=`);
    // Waiting here is not enough: only the wallet was told the code.
    const waiting = await jar.fetch(page.path);
    expect([waiting.status, waiting.headers.get('refresh')]).toEqual([200, '4']);
    expect((await whoAmI(jar)).status).toBe(401);
    const arrived = await jar.fetch(back);
    expect([arrived.status, arrived.headers.get('location')]).toEqual([303, '/konto/zugriffe']);
    // The very account that the other way of signing in uses.
    expect((await whoAmI(jar)).name).toBe('Anna Beispiel');
    expect(await assurance()).toBe('substantial');
    const other = new CookieJar(program.origin);
    await signIn(other, 'resident-anna');
    expect((await whoAmI(other)).id).toBe((await whoAmI(jar)).id);
    // A second window that waited goes the same way.
    expect((await jar.fetch(page.path)).headers.get('location')).toBe('/konto/zugriffe');
  });

  it('logs the look in the register, for the person', async () => {
    const page = await beginEid(jar);
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'carla'));
    await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
    const list = await jar.fetch('/api/v1/me/accesses', { headers: { accept: 'application/json' } });
    const { items } = (await list.json()) as { items: { purpose: string; fields: string[] }[] };
    // Others may be newer: mails are on their way meanwhile.
    const look = items.find(({ purpose }) => purpose === 'Mit der E-ID anmelden');
    expect(look).toMatchObject({ fields: ['Name', 'Geburtsdatum'] });
  });

  it('makes an account for a resident who never had one, and leaves nothing of the E-ID behind', async () => {
    const page = await beginEid(jar);
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'ayse'));
    const arrived = await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
    expect(arrived.headers.get('location')).toBe('/konto');
    expect((await whoAmI(jar)).name).toBe('Ayşe Örnek');
    const row = await bareDb(program.app)
      .selectFrom('identity.eid_request')
      .selectAll()
      .where('id', '=', page.path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow();
    expect([row.state, row.verified, row.decryption_key, row.response_code_hash]).toEqual([
      'done',
      null,
      null,
      null,
    ]);
  });
});

describe('on another device', () => {
  it('the page in the browser goes on as soon as the answer has come', async () => {
    const page = await beginEid(jar);
    const request = await fetchRequest(program.app, { ...page, link: byCode(page.path) });
    const html = await (await jar.fetch(page.path)).text();
    expect(html).toContain('Bestätigen Sie in der App');
    const response = await answer(program.app, request, await credentialOf(program.app, 'anna'));
    expect(await response.json()).toEqual({});
    const arrived = await jar.fetch(page.path);
    expect([arrived.status, arrived.headers.get('location')]).toEqual([303, '/konto']);
    expect((await whoAmI(jar)).name).toBe('Anna Beispiel');
  });

  it('says when the person did not agree', async () => {
    const page = await beginEid(jar);
    const request = await fetchRequest(program.app, { ...page, link: byCode(page.path) });
    expect((await postAnswer(request, { error: 'access_denied', state: 'guessed' })).status).toBe(400);
    expect((await postAnswer(request, { error: 'access_denied', state: request.state })).status).toBe(200);
    const ended = await jar.fetch(page.path);
    expect(ended.status).toBe(400);
    expect(await ended.text()).toContain('EID_DECLINED');
    expect((await whoAmI(jar)).status).toBe(401);
  });

  it('can be told not to look by itself', async () => {
    const page = await beginEid(jar);
    expect((await jar.fetch(page.path)).headers.get('refresh')).toBe('4');
    expect((await jar.fetch(`${page.path}?still=1`)).headers.get('refresh')).toBeNull();
  });
});

describe('the request', () => {
  it('is signed for our DID, by reference, encrypted answers only, in the Swiss Profile', async () => {
    const { link } = await beginEid(jar);
    const response = await fetch(link.searchParams.get('request_uri') ?? '');
    expect(response.headers.get('content-type')).toBe('application/oauth-authz-req+jwt');
    const jwt = await response.text();
    const header = decodeProtectedHeader(jwt);
    expect(header).toMatchObject({
      alg: 'ES256',
      typ: 'oauth-authz-req+jwt',
      profile_version: 'swiss-profile-verification:1.0.0',
    });
    const eid = eidOf(program.app);
    if (!eid) throw new Error('No E-ID');
    await compactVerify(jwt, await publicKey(program.app, eid, String(header.kid)));
    const claims = decodeJwt(jwt);
    expect(link.searchParams.get('client_id')).toBe(claims['client_id']);
    expect(claims['client_id']).toMatch(/^decentralized_identifier:did:webvh:/);
    expect(claims).toMatchObject({
      iss: claims['client_id'],
      aud: 'https://self-issued.me/v2',
      response_type: 'vp_token',
      response_mode: 'direct_post.jwt',
      scope: 'ch.basel-stadt.drehscheibe.anmelden',
      client_metadata: {
        client_name: 'Kanton Basel-Stadt',
        encrypted_response_enc_values_supported: ['A256GCM'],
        jwks: { keys: [{ kty: 'EC', crv: 'P-256', alg: 'ECDH-ES', use: 'enc' }] },
      },
    });
    // With a scope that a public statement explains there is no second query (OpenID4VP 1.0, section 5.5).
    expect(claims).not.toHaveProperty('dcql_query');
    expect(JSON.stringify(claims['client_metadata'])).not.toContain('"d"');
    expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(300);
  });

  it('asks for the AHV number only for a service whose definition and law say so', async () => {
    const asked = async (leistung?: string) => {
      const page = await beginEid(new CookieJar(program.origin), leistung === undefined ? {} : { leistung });
      const { query } = await fetchRequest(program.app, page);
      return query.credentials[0].claims.map(({ path }) => path[0]);
    };
    const always = ['given_name', 'family_name', 'birth_date', 'expiry_date'];
    expect(await asked()).toEqual(always);
    expect(await asked('hund-anmelden')).toEqual(always);
    expect(await asked('gibt-es-nicht')).toEqual(always);
    expect(await asked('praemienverbilligung')).toEqual([...always, 'personal_administrative_number']);
  });

  it('with the AHV number makes the sign-in surer', async () => {
    const page = await beginEid(jar, { leistung: 'praemienverbilligung' });
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'anna'));
    await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
    expect(await assurance()).toBe('high');
  });
});

describe('confirming a session', () => {
  it('makes it surer for the same person, and only for her', async () => {
    await signIn(jar, 'resident-emma');
    const before = await whoAmI(jar);
    expect(await assurance()).toBe('low');
    const page = await beginEid(jar, { weiter: '/konto', leistung: 'wohnsitzbescheinigung-bestellen' });
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'emma'));
    await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
    expect(await whoAmI(jar)).toEqual(before);
    expect(await assurance()).toBe('high');
  });

  it('of somebody else is refused, and the session stays as it was', async () => {
    await signIn(jar, 'resident-emma');
    const uses = await eidUses('resident-anna');
    const page = await beginEid(jar);
    const request = await fetchRequest(program.app, page);
    const response = await answer(program.app, request, await credentialOf(program.app, 'anna'));
    const arrived = await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
    expect(arrived.status).toBe(403);
    expect(await arrived.text()).toContain('EID_OTHER_PERSON');
    // Anna was looked at all the same, and sees it.
    expect(await eidUses('resident-anna')).toBe(uses + 1);
    expect([(await whoAmI(jar)).name, await assurance()]).toEqual(['Emma Beispiel-Probe', 'low']);
    // Reloading does not try again.
    expect((await jar.fetch(page.path)).status).toBe(403);
  });
});

it('somebody in no register is not signed in', async () => {
  const page = await beginEid(jar);
  const request = await fetchRequest(program.app, page);
  const response = await answer(program.app, request, await credentialOf(program.app, 'bruno'));
  expect(response.status).toBe(200);
  const arrived = await jar.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
  expect(arrived.status).toBe(403);
  expect(await arrived.text()).toContain('EID_NO_MATCH');
  expect((await whoAmI(jar)).status).toBe(401);
  // The look leaves its trace, and tells of nobody.
  const traces = await bareDb(program.app)
    .selectFrom('kernel.event')
    .select(['subject', 'data'])
    .where('type', '=', 'register.searched-in-vain')
    .execute();
  expect(traces).toEqual([{ subject: 'residents', data: { reader: 'sign-in-eid', found: 0 } }]);
});

it('two residents who can’t be told apart are not signed in without the AHV number', async () => {
  const store = program.register?.store;
  const marie = store?.resident('marie');
  if (!store || !marie) throw new Error('There is no Marie');
  store.put({ ...marie, id: 'twin', ahv: '756.9999.0999.97', email: null }, marie.asOf);
  const arrive = async (fields: { leistung?: string }) => {
    const browser = new CookieJar(program.origin);
    const request = await fetchRequest(program.app, await beginEid(browser, fields));
    const response = await answer(program.app, request, await credentialOf(program.app, 'marie'));
    return browser.fetch(((await response.json()) as { redirect_uri: string }).redirect_uri);
  };
  expect((await arrive({})).status).toBe(403);
  expect((await arrive({ leistung: 'praemienverbilligung' })).status).toBe(303);
});
