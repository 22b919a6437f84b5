// The verifier against the published examples of RFC 9901, and against each way in which one of them can be bent.
import { createHash } from 'node:crypto';
import { compactVerify, importJWK, type CryptoKey } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkDisclosures } from './check-disclosures.ts';
import { verifySdJwt, type ExpectedPresentation } from './sd-jwt.ts';
import { complexStructured, issuerKey, keyBinding, recursive, simpleStructured } from './testing/rfc9901.ts';

const key = (await importJWK(issuerKey, 'ES256')) as CryptoKey;
const expected: ExpectedPresentation = {
  issuerKey: () => Promise.resolve(key),
  audience: keyBinding.audience,
  nonce: keyBinding.nonce,
  now: new Date((keyBinding.signedAt + 30) * 1000),
};
const verify = (presentation: string, changed: Partial<ExpectedPresentation> = {}) =>
  verifySdJwt(presentation, { ...expected, ...changed });

/** Issuer-signed JWT, disclosures, key binding JWT. */
const parts = (presentation: string) => presentation.split('~');
const payloadOf = (presentation: string) =>
  JSON.parse(Buffer.from(presentation.split('.')[1] ?? '', 'base64url').toString()) as Record<string, never>;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('section 5.2, SD-JWT with key binding', () => {
  it('is verified with exactly the claims that the document shows', async () => {
    const { claims, disclosed, header } = await verify(keyBinding.presentation);
    expect(claims).toEqual(keyBinding.claims);
    expect(disclosed.sort()).toEqual([...keyBinding.disclosed].sort());
    expect(header).toEqual({ alg: 'ES256', typ: 'example+sd-jwt' });
  });

  it('does not hold for another nonce, another verifier, or later', async () => {
    await expect(verify(keyBinding.presentation, { nonce: '1234567891' })).rejects.toThrow('Nonce');
    await expect(verify(keyBinding.presentation, { audience: 'https://other.example' })).rejects.toThrow(
      'somebody else',
    );
    await expect(
      verify(keyBinding.presentation, { now: new Date((keyBinding.signedAt + 400) * 1000) }),
    ).rejects.toThrow('just now');
    await expect(
      verify(keyBinding.presentation, { now: new Date((keyBinding.signedAt - 70) * 1000) }),
    ).rejects.toThrow('just now');
    await expect(verify(keyBinding.presentation, { now: new Date(1883000100_000) })).rejects.toThrow(
      'expired',
    );
  });

  it('does not hold without its key binding, with one more, one less or a changed disclosure', async () => {
    const [credential = '', ...rest] = parts(keyBinding.presentation);
    const binding = rest.pop() ?? '';
    const without = [credential, ...rest, ''].join('~');
    await expect(verify(without)).rejects.toThrow('Key Binding JWT not exist');
    await expect(verify([credential, ...rest.slice(1), binding].join('~'))).rejects.toThrow('sd_hash');
    const other = encode(['eluV5Og3gSNII8EYnsxA_A', 'family_name', 'Smith']);
    await expect(verify([credential, other, ...rest.slice(1), binding].join('~'))).rejects.toThrow('sd_hash');
    await expect(verify([credential, ...rest, other, binding].join('~'))).rejects.toThrow('sd_hash');
  });

  it('does not hold with a changed payload, another algorithm, or another issuer’s key', async () => {
    const [credential = '', ...rest] = parts(keyBinding.presentation);
    const [header = '', payload = '', signature = ''] = credential.split('.');
    const changed = encode({ ...payloadOf(credential), sub: 'user_43' });
    await expect(verify([`${header}.${changed}.${signature}`, ...rest].join('~'))).rejects.toThrow(/./);
    for (const alg of ['none', 'HS256', 'ES384']) {
      const bent = `${encode({ alg, typ: 'example+sd-jwt' })}.${payload}.${alg === 'none' ? '' : signature}`;
      await expect(verify([bent, ...rest].join('~')), alg).rejects.toThrow(/./);
    }
    const holder = (await importJWK(keyBinding.claims.cnf.jwk, 'ES256')) as CryptoKey;
    await expect(
      verify(keyBinding.presentation, { issuerKey: () => Promise.resolve(holder) }),
    ).rejects.toThrow(/./);
  });

  it('does not hold with a key binding of another type or without a signature', async () => {
    const all = parts(keyBinding.presentation);
    const [, payload = '', signature = ''] = (all.pop() ?? '').split('.');
    for (const header of [
      { alg: 'ES256', typ: 'JWT' },
      { alg: 'none', typ: 'kb+jwt' },
      { alg: 'HS256', typ: 'kb+jwt' },
    ]) {
      const bent = `${encode(header)}.${payload}.${header.alg === 'none' ? '' : signature}`;
      await expect(verify([...all, bent].join('~')), JSON.stringify(header)).rejects.toThrow(/./);
    }
  });
});

describe('the examples without key binding', () => {
  it.each([
    ['appendix A.1, simple structured', simpleStructured],
    ['appendix A.2, complex structured', complexStructured],
  ])('%s: refused as a sign-in, right in their claims', async (_name, example) => {
    await expect(verify(example.presentation)).rejects.toThrow('Key Binding JWT not exist');
    const [credential = '', ...rest] = parts(example.presentation);
    rest.pop();
    expect(checkDisclosures(payloadOf(credential), rest)).toEqual(example.claims);
    // The signature is right: only the key binding was missing.
    await compactVerify(credential, key, { algorithms: ['ES256'] });
  });

  it('section 6.3, recursive: a nested claim needs the disclosure around it', () => {
    const { payload, address, locality } = recursive;
    const { _sd, _sd_alg, ...open } = payload;
    expect(checkDisclosures(payload, [address, locality])).toEqual({
      ...open,
      address: { locality: 'Schulpforta' },
    });
    expect(checkDisclosures(payload, [])).toEqual(open);
    expect(() => checkDisclosures(payload, [locality])).toThrow('belongs to no digest');
    expect([_sd.length, _sd_alg]).toEqual([1, 'sha-256']);
  });
});

describe('disclosures that section 7.1 says must be refused', () => {
  const digest = (disclosure: string) => createHash('sha256').update(disclosure).digest('base64url');
  const claim = encode(['salt', 'name', 'Anna']);
  const element = encode(['salt', 'Anna']);

  it.each([
    ['nothing refers to it', { _sd: [] }, [claim], 'belongs to no digest'],
    ['its digest is there twice', { _sd: [digest(claim), digest(claim)] }, [claim], 'digest is there twice'],
    ['it is there twice', { _sd: [digest(claim)] }, [claim, claim], 'disclosure is there twice'],
    ['it would replace an open claim', { name: 'Bea', _sd: [digest(claim)] }, [claim], 'is there twice'],
    ['it has no name', { _sd: [digest(element)] }, [element], 'no name'],
    ['it has a name in an array', { list: [{ '...': digest(claim) }] }, [claim], 'has a name'],
    [
      'it is called _sd',
      { _sd: [digest(encode(['s', '_sd', []]))] },
      [encode(['s', '_sd', []])],
      'called _sd',
    ],
    ['it is called ...', { _sd: [digest(encode(['s', '...', 1]))] }, [encode(['s', '...', 1])], 'called ...'],
    ['it has four parts', { _sd: [] }, [encode(['s', 'a', 'b', 'c'])], 'wrong shape'],
    ['it is no array', { _sd: [] }, [encode({ a: 1 })], 'no array'],
    ['digests are of another algorithm', { _sd: [], _sd_alg: 'sha-512' }, [], 'another algorithm'],
    ['a digest has company', { list: [{ '...': 'x', a: 1 }] }, [], 'company'],
  ])('%s', (_why, payload, disclosures, message) => {
    expect(() => checkDisclosures(payload as never, disclosures)).toThrow(message);
  });

  it('a claim called __proto__ is data like any other', () => {
    const bent = encode(['salt', '__proto__', { admin: true }]);
    const claims = checkDisclosures({ _sd: [digest(bent)] }, [bent]);
    expect(Object.getPrototypeOf(claims)).toBe(Object.prototype);
    expect(claims['admin']).toBeUndefined();
  });
});
