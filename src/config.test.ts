// The E-ID's variables: all faults at once, no secret repeated, and nothing half set.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const right = {
  EID_DID: 'did:webvh:QmScid:identifier-reg.example:api:v1:did:abc',
  EID_KEY: JSON.stringify({ ...jwk, kid: 'assert-key-01' }),
  EID_STATEMENTS: 'aa.bb.cc  dd.ee.ff',
};
const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
};

describe('the E-ID', () => {
  it('is off without variables, and on with all of them', () => {
    expect(readConfig({}).eid).toBeUndefined();
    expect(readConfig(right).eid).toEqual({
      did: right.EID_DID,
      key: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y, d: jwk.d, kid: 'assert-key-01' },
      statements: ['aa.bb.cc', 'dd.ee.ff'],
    });
    expect(readConfig({ ...right, EID_STATEMENTS: '' }).eid?.statements).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a key alone', { EID_KEY: right.EID_KEY }, 'EID_DID must be set'],
    ['statements alone', { EID_STATEMENTS: right.EID_STATEMENTS }, 'EID_DID must be set'],
    ['a DID alone', { EID_DID: right.EID_DID }, 'EID_KEY must be'],
    ['a DID of another method', { ...right, EID_DID: 'did:web:example.org' }, 'EID_DID must be a did:webvh'],
    ['no JSON', { ...right, EID_KEY: 'secret' }, 'EID_KEY must be'],
    [
      'a public key',
      { ...right, EID_KEY: JSON.stringify({ ...jwk, d: undefined, kid: 'k' }) },
      'EID_KEY must be',
    ],
    ['a key without a name', { ...right, EID_KEY: JSON.stringify(jwk) }, 'EID_KEY must be'],
    [
      'another curve',
      { ...right, EID_KEY: JSON.stringify({ ...jwk, crv: 'P-384', kid: 'k' }) },
      'EID_KEY must be',
    ],
    ['no JWT', { ...right, EID_STATEMENTS: 'aa.bb' }, 'EID_STATEMENTS must be'],
  ])('%s is a fault', (_what, env, fault) => {
    const faults = faultsOf(env);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
    expect(faults.join()).not.toContain('secret');
  });
});
