// Facts and conditions over them: read, checked when loaded, asked.
import { describe, expect, it } from 'vitest';
import { holds, readFact, ruleFaults, type FactTypes } from './facts.ts';

const types: FactTypes = { hund: 'yesno', auto: 'yesno', hundSeit: 'date' };

describe('a fact', () => {
  it.each([
    ['yesno', true, { value: true }],
    ['yesno', false, { value: false }],
    ['yesno', null, {}],
    ['date', '2024-02-29', { value: '2024-02-29' }],
    ['date', '', {}],
    ['date', '2023-02-29', { fault: { code: 'DATE_INVALID' } }],
    ['date', '0001-01-01', { fault: { code: 'DATE_INVALID' } }],
    ['date', 20260101, { fault: { code: 'TYPE' } }],
    ['date', ['2026-01-01'], { fault: { code: 'TYPE' } }],
    ['yesno', 1, { fault: { code: 'TYPE' } }],
    ['yesno', { toString: 'x' }, { fault: { code: 'TYPE' } }],
  ] as const)('%s %j', (type, raw, expected) => {
    expect(readFact('x', type, raw)).toMatchObject(expected);
  });
});

describe('a condition', () => {
  it.each([
    ['hund', []],
    ['hund and not(auto)', []],
    ['katze', ['«katze» is neither']],
    ['hundSeit', ['must be yes/no']],
    ['hund and', ['Not valid FEEL']],
    ['__proto__', ['«__proto__»']],
  ])('%s is checked', (source, expected) => {
    const faults = ruleFaults(source, types);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(faults[index]).toContain(part));
  });

  it.each([
    ['hund', { hund: true }, ['hund']],
    ['hund', { hund: false }, undefined],
    ['hund', {}, undefined],
    ['hund and auto', { hund: true }, undefined],
    ['hund and auto', { hund: true, auto: true }, ['hund', 'auto']],
    ['hund or auto', { auto: true }, ['hund', 'auto']],
    ['hundSeit > date("2026-01-01")', { hundSeit: '2026-05-01' }, ['hundSeit']],
  ])('%s of %j', (source, facts, expected) => {
    expect(holds(source, types, facts as Record<string, boolean | string>)).toEqual(expected);
  });
});
