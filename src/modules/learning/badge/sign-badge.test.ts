// An Open Badge: what it says, that anyone can check it by the public key alone, and that nobody can change it.
import { createHash } from 'node:crypto';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBadgeKey, type BadgeKey } from './badge-key.ts';
import { credentialOf } from './credential.ts';
import { openBadge, signBadge } from './sign-badge.ts';

const base = 'https://kanton.example.org';
const issuedAt = new Date('2026-11-27T10:00:00.500Z');
const facts = {
  id: '6f1c9f52-6a0e-4a0e-8f0b-3c1d5e7f9a11',
  base,
  issuer: 'Kanton Muster',
  language: 'de',
  course: { id: 'small', title: 'Klein', summary: 'Ein Kurs.', criteria: 'Ein Test.' },
  holder: { name: 'Fiona Muster', email: 'Fiona@example.org' },
  salt: 'salt',
  issuedAt,
  validUntil: new Date('2028-11-27T10:00:00.500Z'),
};
const newKey = async () =>
  toBadgeKey(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey));

let key: BadgeKey;
let token: string;
beforeAll(async () => {
  key = await newKey();
  token = await signBadge(credentialOf(facts), key, base);
});

describe('an Open Badge', () => {
  it('is checked by the public key alone, at its time', async () => {
    const { payload } = await jwtVerify(token, await importJWK(key.public, 'RS256'), {
      issuer: `${base}/api/v1/learning/issuer`,
      currentDate: new Date('2027-01-01T00:00:00Z'),
    });
    expect(payload.jti).toBe(`urn:uuid:${facts.id}`);
    expect(payload['type']).toEqual(['VerifiableCredential', 'OpenBadgeCredential']);
    expect(decodeProtectedHeader(token)).toEqual({
      ...{ alg: 'RS256', typ: 'JWT' },
      kid: `${base}/api/v1/learning/keys/${key.id}`,
    });
    await expect(
      jwtVerify(token, await importJWK(key.public, 'RS256'), {
        currentDate: new Date('2028-11-27T10:00:01Z'),
      }),
    ).rejects.toThrow('exp');
  });

  it('says of whom only to those who know the address', () => {
    const { credentialSubject } = credentialOf(facts);
    const [identity] = credentialSubject.identifier;
    expect(JSON.stringify(credentialSubject)).not.toMatch(/Fiona|example\.org"/i);
    const hash = createHash('sha256').update('fiona@example.orgsalt').digest('hex');
    expect(identity?.identityHash).toBe(`sha256$${hash}`);
  });

  it('comes back as it was signed', async () => {
    expect(await openBadge(token, key)).toEqual(JSON.parse(JSON.stringify(credentialOf(facts))));
    expect(credentialOf(facts).validFrom).toBe('2026-11-27T10:00:00Z');
  });

  it('that was changed, or signed by somebody else, is none', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, name: 'Gross' })).toString('base64url');
    expect(await openBadge(`${header}.${forged}.${signature}`, key)).toBeUndefined();
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(await openBadge(`${none}.${payload}.`, key)).toBeUndefined();
    expect(await openBadge(await signBadge(credentialOf(facts), await newKey(), base), key)).toBeUndefined();
    expect(await openBadge('nonsense', key)).toBeUndefined();
  });
});
