// What was signed has one digest, in whatever order its parts come back from the database.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ServiceDefinition } from '../../engine/index.ts';
import { signatureDigest } from './signature-digest.ts';

const definition = {
  id: 'probe',
  version: 3,
  pages: [{ id: 'p', fields: [{ id: 'zeichen', type: 'signature' }] }],
} as unknown as ServiceDefinition;
const answers = { b: { y: [1, 2], x: 'ä' }, a: true, zeichen: { name: 'A', agreed: true } };

it('is the SHA-256 of the answers with sorted keys, without the signature', () => {
  const text = '{"answers":{"a":true,"b":{"x":"ä","y":[1,2]}},"service":"probe","version":3}';
  expect(signatureDigest(definition, answers)).toEqual(createHash('sha256').update(text).digest());
});

it('does not depend on the order of keys, but on every value, the order in lists and the version', () => {
  const digest = signatureDigest(definition, answers).toString('hex');
  const other = { zeichen: { name: 'B', agreed: true }, a: true, b: { x: 'ä', y: [1, 2] } };
  expect(signatureDigest(definition, other).toString('hex')).toBe(digest);
  for (const changed of [
    { ...answers, a: false },
    { ...answers, b: { x: 'ä', y: [2, 1] } },
    { ...answers, c: null },
  ])
    expect(signatureDigest(definition, changed).toString('hex')).not.toBe(digest);
  expect(signatureDigest({ ...definition, version: 4 }, answers).toString('hex')).not.toBe(digest);
});
