// Presentations that must not sign anybody in: bent, borrowed, old, revoked, forged; beside them the right one, which does.
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { es256 } from '../demo/eid/issue-credential.ts';
import type { CheckedRequest } from '../demo/wallet/read-request.ts';
import type { StoredCredential } from '../demo/wallet/wallet-store.ts';
import {
  answer,
  beginEid,
  codeOf,
  credentialOf,
  fetchRequest,
  presentAs,
  requestState,
  type Bent,
  type OpenPage,
} from '../testing/eid-wallet.ts';
import { forgeCredential, simulatedWorldOf, type Forgery } from '../testing/forge-credential.ts';

let program: TestProgram;
let anna: StoredCredential;
let jar: CookieJar;
let page: OpenPage;
let request: CheckedRequest;
const begin = async () => {
  page = await beginEid(jar);
  request = await fetchRequest(program.app, page);
};
beforeAll(async () => {
  program = await testProgram();
  anna = await credentialOf(program.app, 'anna');
}, 240_000);
afterAll(() => program.stop());
beforeEach(async () => {
  jar = new CookieJar(program.origin);
  await begin();
});

const asked = ['given_name', 'family_name', 'birth_date', 'expiry_date'];
const now = () => Math.floor(program.app.clock.now().getTime() / 1000);
const world = () => simulatedWorldOf(program.app);
const forged = (forgery: Forgery) => forgeCredential(anna, forgery);
/** The code, and what the log says why: a refusal for another reason would prove nothing. */
const send = async (bent: Bent, held = anna) => {
  const reasons: string[] = [];
  program.app.log.warn = (({ reason }: { reason?: string }) =>
    reasons.push(reason ?? '')) as typeof program.app.log.warn;
  const code = await codeOf(await answer(program.app, request, held, bent));
  return [code, ...reasons].join(': ');
};
const stateOf = () => requestState(program.app, page);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('the right answer is taken, so that the wrong ones below are refused for what is wrong with them', async () => {
  expect(await send({})).toBe('ok');
  expect(await stateOf()).toBe('verified');
});

describe('the key binding', () => {
  const bound = (changed: Partial<{ aud: string; nonce: string; iat: number }>) =>
    send({
      presentation: () =>
        presentAs(anna, asked, { aud: request.clientId, nonce: request.nonce, iat: now(), ...changed }),
    });

  it.each([
    ['another nonce', { nonce: 'x'.repeat(43) }, 'Verify Error: Invalid Nonce'],
    ['another audience', { aud: 'https://somebody.example' }, 'The presentation was made for somebody else'],
    [
      'the DID without its prefix',
      { aud: 'did:webvh:x:eid.example:kanton' },
      'The presentation was made for somebody else',
    ],
    [
      'a time long ago',
      { iat: Math.floor(Date.now() / 1000) - 3600 },
      'The key binding was not made just now',
    ],
    [
      'a time to come',
      { iat: Math.floor(Date.now() / 1000) + 3600 },
      'The key binding was not made just now',
    ],
  ])('with %s is refused', async (_what, changed, why) => {
    expect(await bound({})).toBe('ok');
    await begin();
    expect(await bound(changed)).toBe(`EID_PRESENTATION_INVALID: ${why}`);
    expect(await stateOf()).toBe('failed');
  });

  it('is not missing', async () => {
    const without = (right: string) => [...right.split('~').slice(0, -1), ''].join('~');
    expect(await send({ presentation: without })).toBe('EID_PRESENTATION_INVALID: Key Binding JWT not exist');
  });

  it('is not by another key, even of another E-ID', async () => {
    const carla = await credentialOf(program.app, 'carla');
    const stolen = { ...anna, holderKey: carla.holderKey };
    expect(await send({}, stolen)).toBe('EID_PRESENTATION_INVALID: signature verification failed');
  });

  it('is not taken from another presentation of the same E-ID', async () => {
    const other = await presentAs(anna, [...asked, 'nationality'], {
      aud: request.clientId,
      nonce: request.nonce,
      iat: now(),
    });
    const swap = (right: string) => [...right.split('~').slice(0, -1), other.split('~').at(-1)].join('~');
    expect(await send({ presentation: swap })).toBe(
      'EID_PRESENTATION_INVALID: Invalid sd_hash in Key Binding JWT',
    );
  });

  it('is signed', async () => {
    const unsigned = (right: string) => {
      const parts = right.split('~');
      const [, payload = ''] = (parts.pop() ?? '').split('.');
      return [...parts, `${encode({ alg: 'none', typ: 'kb+jwt' })}.${payload}.`].join('~');
    };
    expect(await send({ presentation: unsigned })).toBe(
      'EID_PRESENTATION_INVALID: Verify Error: Invalid JWT',
    );
  });
});

describe('the credential', () => {
  it('is not unsigned', async () => {
    const unsigned = (right: string) => {
      const [credential = '', ...rest] = right.split('~');
      const [header = '', payload = ''] = credential.split('.');
      const bare = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>;
      return [`${encode({ ...bare, alg: 'none' })}.${payload}.`, ...rest].join('~');
    };
    expect(await send({ presentation: unsigned })).toBe(
      'EID_PRESENTATION_INVALID: Verify Error: no signature in JWT',
    );
  });

  it('is not of an issuer whom the canton does not trust, though its DID and signature hold', async () => {
    expect(await send({}, await forged({ issuer: world().vertrauen }))).toBe('EID_ISSUER_UNKNOWN');
  });

  it('is not signed by another key under the name of the trusted one', async () => {
    const { bund, vertrauen } = world();
    expect(await send({}, await forged({ issuer: { ...bund, key: vertrauen.key } }))).toBe(
      'EID_PRESENTATION_INVALID: signature verification failed',
    );
    const other = { ...bund, keyId: `${bund.did}#no-such-key` };
    await begin();
    expect(await send({}, await forged({ issuer: other }))).toBe(
      'EID_PRESENTATION_INVALID: The DID has no such key for assertions',
    );
  });

  it('is not of another type', async () => {
    const library = await forged({ issuer: world().bund, type: 'urn:example:library-card' });
    expect(await send({}, library)).toBe('EID_PRESENTATION_INVALID: It is a credential of another type');
  });

  it('has not expired, neither as a token nor as a document', async () => {
    expect(await send({}, await credentialOf(program.app, 'anna-expired'))).toBe(
      'EID_EXPIRED: Verify Error: JWT is expired',
    );
    await begin();
    expect(await send({}, await forged({ issuer: world().bund, expires: '2020-01-01' }))).toBe('EID_EXPIRED');
  });

  it('is not revoked, and has a place in its status list', async () => {
    expect(await send({}, await credentialOf(program.app, 'anna-revoked'))).toBe('EID_REVOKED');
    await begin();
    expect(await send({}, await forged({ issuer: world().bund, statusIndex: 1_000_000 }))).toBe(
      'EID_PRESENTATION_INVALID: The list has no such place',
    );
  });

  it('is as it was issued: a changed disclosure is found out, with a right key binding, too', async () => {
    const other = encode(['salt', 'given_name', 'Carla']);
    /** Adds it or puts it in the place of the right one, and binds the whole anew. */
    const bentBy = (change: (disclosures: string[]) => string[]) => (right: string) => {
      const [credential = '', ...rest] = right.split('~');
      const binding = rest.pop() ?? '';
      const bare = [credential, ...change(rest), ''].join('~');
      const [header = '', payload = ''] = binding.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
      const sd_hash = createHash('sha256').update(bare).digest('base64url');
      const unsigned = `${header}.${encode({ ...claims, sd_hash })}`;
      return `${bare}${unsigned}.${es256(unsigned, anna.holderKey)}`;
    };
    expect(await send({ presentation: bentBy((rest) => rest) })).toBe('ok');
    const unknown = 'EID_PRESENTATION_INVALID: A disclosure belongs to no digest';
    await begin();
    expect(await send({ presentation: bentBy((rest) => [...rest, other]) })).toBe(unknown);
    await begin();
    const swapped = bentBy((rest) =>
      rest.map((each) => (Buffer.from(each, 'base64url').toString().includes('given_name') ? other : each)),
    );
    expect(await send({ presentation: swapped })).toBe(unknown);
  });

  it('tells neither less nor more than was asked', async () => {
    const telling = (claims: string[]) =>
      send({
        presentation: () =>
          presentAs(anna, claims, { aud: request.clientId, nonce: request.nonce, iat: now() }),
      });
    expect(await telling([...asked, 'personal_administrative_number'])).toBe('EID_CLAIMS_WRONG');
    await begin();
    expect(await telling(asked.slice(0, 2))).toBe('EID_CLAIMS_WRONG');
    expect(await stateOf()).toBe('failed');
  });
});

it('a key of another curve is no telephone’s key', async () => {
  const { privateKey } = await generateKeyPair('ES384', { extractable: true });
  const bent = await forged({ issuer: world().bund, holderKey: (await exportJWK(privateKey)) as JWK });
  // The key binding is signed by a key on P-256 all the same: only the key in the credential is at fault.
  expect(await send({}, { ...bent, holderKey: anna.holderKey })).toBe(
    'EID_PRESENTATION_INVALID: The credential is bound to no key of the curve P-256',
  );
});
