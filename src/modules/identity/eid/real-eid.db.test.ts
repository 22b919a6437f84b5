// The E-ID as in production: DID and key by configuration, two ways on the sign-in page, the app on the telephone, nothing simulated.
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';

const did = 'did:webvh:QmCanton:identifier-reg.example:api:v1:did:canton';
const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const configured = {
  EID_DID: did,
  EID_KEY: JSON.stringify({ ...jwk, kid: 'assert-key-01' }),
  OIDC_ISSUER: 'http://127.0.0.1:9',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
};
let folder: string;
let program: TestProgram;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drehscheibe-canton-'));
  await cp(join(projectFolder, 'canton/basel-stadt'), folder, { recursive: true });
  const file = join(folder, 'eid.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace('issuers: []', "issuers: ['did:webvh:QmFederal:identifier-reg.example:fedpol']"),
  );
  program = await testProgram({ ...configured, CANTON: folder });
}, 240_000);
afterAll(async () => {
  await program.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Begins a sign-in and fetches its request as the app does. */
async function requestOf(fields: Record<string, string> = {}) {
  const jar = new CookieJar(program.origin);
  const html = await (await jar.fetch('/anmelden')).text();
  const posted = await jar.post('/anmelden/eid', { _csrf: csrfOf(html), ...fields });
  const page = await (await jar.fetch(posted.headers.get('location') ?? '')).text();
  const link = /href="(swiyu-verify:[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1));
  const jwt = await (await fetch(query.get('request_uri') ?? '')).text();
  return { link, claims: decodeJwt(jwt), header: decodeProtectedHeader(jwt) };
}

describe('the sign-in page', () => {
  it('offers both ways, and keeps where one wanted to go', async () => {
    const html = await (
      await new CookieJar(program.origin).fetch('/anmelden?weiter=/konto&stufe=high')
    ).text();
    expect(html).toContain('href="/anmelden?dienst=public&amp;weiter=%2Fkonto&amp;stufe=high"');
    expect(html).toContain('Mit der E-ID anmelden');
    expect(html).toContain('name="weiter" value="/konto"');
    expect(html).not.toContain('simuliert');
    // The answer to the question leads to the identity provider, which is away here.
    const provider = await new CookieJar(program.origin).fetch('/anmelden?dienst=1');
    expect(provider.status).toBe(503);
  });
});

describe('the request', () => {
  it('calls the app, and asks by DCQL where no public statement explains a scope', async () => {
    const { link, claims, header } = await requestOf();
    expect(link).toMatch(/^swiyu-verify:\/\/\?client_id=decentralized_identifier%3Adid%3Awebvh%3AQmCanton/);
    expect(header.kid).toBe(`${did}#assert-key-01`);
    expect(claims).not.toHaveProperty('scope');
    expect(claims).not.toHaveProperty('verifier_info');
    expect(claims['dcql_query']).toMatchObject({
      credentials: [
        {
          format: 'dc+sd-jwt',
          trusted_authorities: [
            { type: 'did', values: ['did:webvh:QmFederal:identifier-reg.example:fedpol'] },
          ],
        },
      ],
    });
  });

  it('never asks for the AHV number without an authorisation, whatever the service', async () => {
    const { claims } = await requestOf({ leistung: 'praemienverbilligung' });
    expect(JSON.stringify(claims)).not.toContain('personal_administrative_number');
  });

  it('asks for it with one, and sends it along', async () => {
    const [, payload = ''] = new UnsecuredJWT({
      sub: did,
      exp: Math.floor(Date.now() / 1000) + 3600,
      authorized_fields: ['personal_administrative_number'],
    })
      .encode()
      .split('.');
    const header = { alg: 'ES256', typ: 'swiyu-protected-verification-authorization-trust-statement+jwt' };
    const statement = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.c2ln`;
    program = await program.again({ ...configured, CANTON: folder, EID_STATEMENTS: statement });
    const asking = await requestOf({ leistung: 'praemienverbilligung' });
    expect(JSON.stringify(asking.claims['dcql_query'])).toContain('personal_administrative_number');
    expect(asking.claims['verifier_info']).toEqual([{ format: 'jwt', data: statement }]);
    const plain = await requestOf({ leistung: 'hund-anmelden' });
    expect(JSON.stringify(plain.claims)).not.toContain('personal_administrative_number');
    expect(plain.claims).not.toHaveProperty('verifier_info');
  });
});

describe('of the simulation', () => {
  it('nothing answers', async () => {
    for (const path of ['/demo/wallet', '/demo/eid/bund/did.jsonl', '/demo/eid/status/1.jwt'])
      expect((await fetch(`${program.origin}${path}`)).status, path).toBe(404);
  });
});

describe('the start', () => {
  it('is refused with an E-ID whose issuer nobody knows, and with a broken file', async () => {
    const original = join(projectFolder, 'canton/basel-stadt');
    await expect(testProgram({ ...configured, CANTON: original })).rejects.toThrow('names no issuer');
    await appendFile(join(folder, 'eid.yaml'), 'more: 1\n');
    await expect(testProgram({ ...configured, CANTON: folder })).rejects.toThrow('eid.yaml');
  });
});
