// Which purposes are risky, and which changes need a new decision.
import { describe, expect, it } from 'vitest';
import { digestOf, raisedSince, type Declaration } from './declaration.ts';

const decided: Declaration = {
  purpose: 'hundekontrolle',
  fields: { '/name': 'confidential', '/krank': 'special', '/farbe': 'internal' },
  recipients: ['steuerverwaltung'],
  retention: 'closed P10Y delete',
  disclosures: ['residents.address'],
  automated: 'not(krank)',
  risks: ['automated-special'],
};

describe('a changed declaration', () => {
  it.each<[string, Partial<Declaration>, string[]]>([
    ['the same', {}, []],
    ['fewer fields', { fields: { '/name': 'confidential' } }, []],
    ['a harmless field more', { fields: { ...decided.fields, '/groesse': 'internal' } }, []],
    ['a confidential field more', { fields: { ...decided.fields, '/alter': 'confidential' } }, ['fields']],
    ['a field of a higher class', { fields: { ...decided.fields, '/farbe': 'special' } }, ['fields']],
    ['a lower class', { fields: { ...decided.fields, '/krank': 'confidential' } }, []],
    ['a recipient more', { recipients: ['polizei', 'steuerverwaltung'] }, ['recipients']],
    ['no recipient', { recipients: [] }, []],
    ['another retention', { retention: 'closed P20Y delete' }, ['retention']],
    ['a field of a register more', { disclosures: ['residents.address', 'residents.ahv'] }, ['disclosures']],
    ['another rule', { automated: 'true' }, ['automated']],
    ['no rule any more', { automated: null }, []],
    ['another purpose', { purpose: 'werbung' }, ['purpose']],
    ['another risk', { risks: ['automated-special', 'special-data'] }, ['risks']],
  ])('%s', (_name, change, raised) => {
    const now = { ...decided, ...change };
    expect(raisedSince(decided, now)).toEqual(raised);
    expect(digestOf(now).equals(digestOf(decided))).toBe(Object.keys(change).length === 0);
  });

  it('has a digest that does not depend on the order of keys', () => {
    const { purpose, ...others } = decided;
    expect(digestOf({ ...others, purpose }).equals(digestOf(decided))).toBe(true);
  });
});
