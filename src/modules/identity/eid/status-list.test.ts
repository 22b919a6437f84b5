// Status lists against the examples of the Token Status List draft (section 4.1, 4.2), and lists that are none.
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readStatusList, statusAt, statusReference } from './status-list.ts';

describe('the examples of the draft', () => {
  it('one bit each', () => {
    const list = readStatusList({ bits: 1, lst: 'eNrbuRgAAhcBXQ' });
    expect([...Array(16).keys()].map((place) => statusAt(list, place))).toEqual([
      1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1,
    ]);
  });

  it('two bits each', () => {
    const list = readStatusList({ bits: 2, lst: 'eNo76fITAAPfAgc' });
    expect([...Array(12).keys()].map((place) => statusAt(list, place))).toEqual([
      1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3,
    ]);
    expect(() => statusAt(list, 12)).toThrow('no such place');
  });
});

it.each([
  ['nothing', undefined],
  ['three bits', { bits: 3, lst: 'eNrbuRgAAhcBXQ' }],
  ['no list', { bits: 1 }],
  ['no zlib', { bits: 1, lst: 'AAAA' }],
  [
    'more than a registry takes',
    { bits: 1, lst: deflateSync(Buffer.alloc(20_000_000)).toString('base64url') },
  ],
])('%s is no status list', (_what, claim) => {
  expect(() => readStatusList(claim)).toThrow(/./);
});

it.each([
  [{ status_list: { uri: 'https://a.example', idx: 3 } }, { uri: 'https://a.example', idx: 3 }],
  [{ status_list: { uri: 'https://a.example', idx: -1 } }, undefined],
  [{ status_list: { uri: 'https://a.example', idx: 1.5 } }, undefined],
  [{ status_list: { uri: 'https://a.example', idx: '3' } }, undefined],
  [{ status_list: { idx: 3 } }, undefined],
  [{ other: {} }, undefined],
  [undefined, undefined],
  ['text', undefined],
])('%j as a reference', (status, expected) => {
  expect(statusReference(status)).toEqual(expected);
});
