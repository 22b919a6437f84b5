// Facts and conditions over them: read, checked when loaded, asked, and asked while answers are missing.
import { describe, expect, it } from 'vitest';
import { conditionFaults, holds, mayHold, readFact, type FactFields, type Facts } from './facts.ts';

const fields: FactFields = new Map([
  ['hund', { id: 'hund', type: 'yesno' }],
  ['auto', { id: 'auto', type: 'yesno' }],
  ['hundSeit', { id: 'hundSeit', type: 'date' }],
  ['wo', { id: 'wo', type: 'choice', options: ['a', 'b', 'c'] }],
]);

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
    expect(readFact({ id: 'x', type }, raw)).toMatchObject(expected);
  });

  it('that is a choice is one of its options', () => {
    const field = { id: 'wo', type: 'choice', options: ['a', 'b'] } as const;
    expect(readFact({ ...field, options: [...field.options] }, 'b')).toEqual({ value: 'b' });
    expect(readFact({ ...field, options: [...field.options] }, 'c')).toMatchObject({
      fault: { code: 'UNKNOWN_OPTION' },
    });
  });
});

describe('a condition', () => {
  it.each([
    ['hund', []],
    ['hund and not(auto)', []],
    ['hund and wo in ["a", "b"]', []],
    ['katze', ['«katze» is neither']],
    ['hundSeit', ['must be yes/no']],
    ['wo', ['must be yes/no']],
    ['wo = "d"', ['d']],
    ['hund and', ['Not valid FEEL']],
    ['__proto__', ['«__proto__»']],
  ])('%s is checked', (source, expected) => {
    const faults = conditionFaults(source, fields);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(faults[index]).toContain(part));
  });

  it.each<[string, Facts, string[] | undefined]>([
    ['hund', { hund: true }, ['hund']],
    ['hund', { hund: false }, undefined],
    ['hund', {}, undefined],
    ['hund and auto', { hund: true }, undefined],
    ['hund and auto', { hund: true, auto: true }, ['hund', 'auto']],
    ['hund or auto', { auto: true }, ['hund', 'auto']],
    ['wo = "a"', { wo: 'a' }, ['wo']],
    ['hundSeit > date("2026-01-01")', { hundSeit: '2026-05-01' }, ['hundSeit']],
  ])('%s of %j', (source, facts, expected) => {
    expect(holds(source, fields, facts)).toEqual(expected);
  });

  it.each<[string, Facts, boolean]>([
    ['auto', {}, true],
    ['auto', { auto: false }, false],
    ['auto and wo != "a"', { wo: 'b' }, true],
    ['auto and wo != "a"', { wo: 'a' }, false],
    ['auto and not(auto)', {}, false],
    ['wo in ["a", "b"]', { wo: 'c' }, false],
    ['not(auto)', {}, true],
    ['hundSeit > date("2026-01-01")', {}, false],
  ])('%s with %j may hold: %s', (source, facts, expected) => {
    expect(mayHold(source, fields, facts)).toBe(expected);
  });
});
