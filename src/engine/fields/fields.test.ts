// Each field type: what it takes, what it refuses, how it reads.
import ssn from 'stdnum/lib/cjs/ch/ssn.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition, FieldType, Language } from '../definition/schema.ts';
import { lists } from '../testing/every-field.ts';
import { fieldKinds } from './index.ts';

const nbsp = '\u00a0';

function read(
  type: FieldType,
  raw: unknown,
  more: Partial<FieldDefinition> = {},
): { value: unknown; codes: string[] } {
  const field: FieldDefinition = { id: 'x', type, ...more };
  if (fieldKinds[type].isBlank(raw)) return { value: undefined, codes: ['BLANK'] };
  const { value, faults } = fieldKinds[type].parse(raw, field, { lists });
  return {
    value,
    codes: faults.map((fault) => (fault.part === undefined ? fault.code : `${fault.code} ${fault.part}`)),
  };
}

const print = (
  type: FieldType,
  value: unknown,
  language: Language = 'de',
  more: Partial<FieldDefinition> = {},
) =>
  fieldKinds[type].toText(value, { id: 'x', type, ...more }, language, { lists, text: (key) => `[${key}]` });

describe('what is taken, normalised', () => {
  it.each<[FieldType, unknown, unknown, Partial<FieldDefinition>?]>([
    ['text', '  Anna ', 'Anna'],
    ['text', 'Zoe\u0308', 'Zoë'],
    ['text', 'Hund 🐕‍🦺', 'Hund 🐕‍🦺'],
    ['text', '🐕🐕🐕', '🐕🐕🐕', { maxLength: 3 }],
    ['text', 'a'.repeat(200), 'a'.repeat(200)],
    ['text', '756000000000123', '756000000000123', { pattern: '\\d{15}' }],
    ['longtext', 'a\r\nb\n\nc', 'a\nb\n\nc'],
    ['number', 3, 3],
    ['number', -0, 0],
    ['number', 1.25, 1.25, { decimals: 2 }],
    ['money', 0, 0],
    ['money', 19.95, 19.95],
    ['money', 1e9, 1e9],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '2000-02-29', '2000-02-29'],
    ['time', '23:59', '23:59'],
    ['yesno', false, false],
    ['choice', 'b', 'b', { options: ['a', 'b'] }],
    ['choice', 'katze', 'katze', { list: 'tiere' }],
    ['multichoice', ['b', 'a'], ['a', 'b'], { options: ['a', 'b', 'c'] }],
    ['email', ' anna.muster+x@example.org ', 'anna.muster+x@example.org'],
    ['phone', '061 267 11 11', '+41612671111'],
    ['phone', '+41 (0)61 267 11 11', '+41612671111'],
    ['phone', '0041612671111', '+41612671111'],
    ['phone', '+49 7621 4150', '+4976214150'],
    ['ahv', '7569217076985', '756.9217.0769.85'],
    ['ahv', '756.9217.0769.85', '756.9217.0769.85'],
    ['uid', 'CHE-123.456.788', 'CHE-123.456.788'],
    ['uid', 'che 123 456 788 MWST', 'CHE-123.456.788'],
    ['iban', 'ch93 0076 2011 6238 5295 7', 'CH9300762011623852957'],
    ['iban', 'DE89370400440532013000', 'DE89370400440532013000'],
    ['iban', 'NO9386011117947', 'NO9386011117947'],
    ['iban', 'MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
    // A country that the registry does not have: only the check digits count.
    ['iban', 'XX4212345678901234', 'XX4212345678901234'],
    ['declaration', true, true],
    ['signature', { name: ' Anna Muster ', agreed: true }, { name: 'Anna Muster', agreed: true }],
  ])('%s %j', (type, raw, value, more) => {
    expect(read(type, raw, more)).toEqual({ value, codes: [] });
  });
});

describe('what is refused', () => {
  it.each<[FieldType, unknown, string[], Partial<FieldDefinition>?]>([
    ['text', 5, ['TYPE']],
    ['text', ['a'], ['TYPE']],
    ['text', 'abcd', ['TOO_LONG'], { maxLength: 3 }],
    ['text', 'a'.repeat(1_000_000), ['TOO_LONG']],
    ['text', 'ab', ['TOO_SHORT'], { minLength: 3 }],
    ['text', '75600000000012', ['PATTERN'], { pattern: '\\d{15}' }],
    ['text', '756000000000123x', ['PATTERN'], { pattern: '\\d{15}' }],
    ['text', 'a\nb', ['CONTROL_CHARACTER']],
    ['text', 'a\u0000b', ['CONTROL_CHARACTER']],
    ['text', 'a\u007fb', ['CONTROL_CHARACTER']],
    ['text', 'a\ud800b', ['CONTROL_CHARACTER']],
    ['text', 'user\u202egnp.exe', ['DIRECTION_CHARACTER']],
    ['text', 'a\u2066b', ['DIRECTION_CHARACTER']],
    ['longtext', 'a\u001bb', ['CONTROL_CHARACTER']],
    ['number', '3', ['NUMBER_INVALID']],
    ['number', true, ['TYPE']],
    ['number', Number.NaN, ['TYPE']],
    ['number', 0, ['TOO_SMALL'], { min: 1 }],
    ['number', 21, ['TOO_LARGE'], { max: 20 }],
    ['number', 1e300, ['TOO_LARGE']],
    ['number', 1.5, ['TOO_MANY_DECIMALS']],
    ['number', 1e-7, ['TOO_MANY_DECIMALS'], { decimals: 6 }],
    ['money', -0.01, ['TOO_SMALL']],
    ['money', 1e9 + 1, ['TOO_LARGE']],
    ['money', 1.005, ['TOO_MANY_DECIMALS']],
    ['date', '2023-02-29', ['DATE_INVALID']],
    ['date', '1900-02-29', ['DATE_INVALID']],
    ['date', '2026-02-31', ['DATE_INVALID']],
    ['date', '2026-13-01', ['DATE_INVALID']],
    ['date', '1849-12-31', ['DATE_INVALID']],
    ['date', '2201-01-01', ['DATE_INVALID']],
    ['date', '24.11.2026', ['DATE_INVALID']],
    ['date', '2026-11-24T00:00:00Z', ['DATE_INVALID']],
    ['date', 20261124, ['TYPE']],
    ['time', '24:00', ['TIME_INVALID']],
    ['time', '8:30', ['TIME_INVALID']],
    ['yesno', 'yes', ['TYPE']],
    ['yesno', 1, ['TYPE']],
    ['choice', 'c', ['UNKNOWN_OPTION'], { options: ['a', 'b'] }],
    ['choice', 'constructor', ['UNKNOWN_OPTION'], { options: ['a'] }],
    ['choice', ['a'], ['TYPE'], { options: ['a'] }],
    ['choice', 'a', ['UNKNOWN_OPTION'], { list: '__proto__' }],
    ['multichoice', 'a', ['TYPE'], { options: ['a'] }],
    ['multichoice', ['a', 'a'], ['DUPLICATE_OPTION'], { options: ['a'] }],
    ['multichoice', ['a', null], ['UNKNOWN_OPTION'], { options: ['a'] }],
    ['email', 'anna@localhost', ['EMAIL_INVALID']],
    ['email', 'anna muster@example.org', ['EMAIL_INVALID']],
    ['email', 'a@b.c@d.ch', ['EMAIL_INVALID']],
    ['email', 'anna@example.org\r\nBcc: x@example.org', ['CONTROL_CHARACTER']],
    ['phone', '061 267', ['PHONE_INVALID']],
    ['phone', '+41 61 267 11 1', ['PHONE_INVALID']],
    ['phone', 'call me', ['PHONE_INVALID']],
    ['ahv', '756.9217.0769.86', ['AHV_INVALID']],
    ['ahv', '757.9217.0769.85', ['AHV_INVALID']],
    ['ahv', '756.9217.0769.8', ['AHV_INVALID']],
    ['uid', 'CHE-123.456.789', ['UID_INVALID']],
    ['uid', '123.456.788', ['UID_INVALID']],
    ['iban', 'CH93 0076 2011 6238 5295 8', ['IBAN_INVALID']],
    ['iban', 'CH', ['IBAN_INVALID']],
    // Right check digits, but a character less than the country has.
    ['iban', 'CH80 0076 2011 6238 5295', ['IBAN_INVALID']],
    ['iban', 'DE51 3704 0044 0532 0130 0', ['IBAN_INVALID']],
    ['iban', 'XX43 1234 5678 9012 34', ['IBAN_INVALID']],
    ['declaration', false, ['MUST_BE_TRUE']],
    ['declaration', 'true', ['TYPE']],
    ['signature', 'Anna', ['TYPE']],
    ['signature', { name: 'Anna' }, ['MUST_BE_TRUE agreed']],
    ['signature', { name: 'Anna', agreed: false }, ['MUST_BE_TRUE agreed']],
    ['signature', { name: 'Anna', agreed: 'yes' }, ['TYPE agreed']],
    ['signature', { name: ' ', agreed: true }, ['REQUIRED name']],
    ['signature', { name: 'x'.repeat(101), agreed: true }, ['TOO_LONG name']],
    ['signature', { name: 'a\nb', agreed: true }, ['CONTROL_CHARACTER name']],
    ['signature', { name: 'Anna', agreed: true, at: 1 }, ['UNKNOWN_FIELD at']],
    ['address', 'Gasse 1', ['TYPE']],
    ['address', { street: 'Gasse', postalCode: '4051' }, ['REQUIRED town']],
    ['address', { street: 'Gasse', postalCode: '4', town: 'Basel' }, ['POSTAL_CODE_INVALID postalCode']],
    ['address', { street: 'x'.repeat(101), postalCode: '4051', town: 'Basel' }, ['TOO_LONG street']],
    [
      'address',
      { street: 'Gasse', postalCode: '4051', town: 'Basel', country: 'CH' },
      ['UNKNOWN_FIELD country'],
    ],
    [
      'file',
      [{ id: 'a', name: 'x.exe', type: 'application/x-msdownload', size: 1 }],
      ['FILE_TYPE 0'],
      { accept: ['pdf'] },
    ],
    [
      'file',
      [{ id: 'a', name: 'x.pdf', type: 'application/pdf', size: 0 }],
      ['FILE_INVALID 0'],
      { accept: ['pdf'] },
    ],
    [
      'file',
      [{ id: '../x', name: 'x.pdf', type: 'application/pdf', size: 1 }],
      ['FILE_UNKNOWN 0'],
      { accept: ['pdf'] },
    ],
    ['file', ['a'], ['TYPE 0'], { accept: ['pdf'] }],
    ['file', 'a', ['TYPE'], { accept: ['pdf'] }],
  ])('%s %j', (type, raw, codes, more) => {
    expect(read(type, raw, more).codes).toEqual(codes);
  });

  it('files more than permitted', () => {
    const files = ['a', 'b', 'c'].map((id) => ({ id, name: `${id}.pdf`, type: 'application/pdf', size: 5 }));
    const { value, codes } = read('file', files, { accept: ['pdf'], maxFiles: 2 });
    expect(codes).toEqual(['TOO_MANY_FILES']);
    expect(value).toHaveLength(2);
  });
});

describe('blank is not answered', () => {
  it.each<[FieldType, unknown]>([
    ['text', ''],
    ['text', ' \u00a0\n'],
    ['number', null],
    ['number', ''],
    ['date', ' '],
    ['yesno', ''],
    ['multichoice', []],
    ['file', []],
    ['address', { street: ' ', houseNumber: '', postalCode: '', town: '' }],
    ['address', {}],
    ['signature', {}],
    ['signature', { name: '', agreed: false }],
    ['calculated', 5],
  ])('%s %j', (type, raw) => {
    expect(read(type, raw).codes).toEqual(['BLANK']);
  });
});

describe('check digits', () => {
  it('an AHV number is valid for one check digit of ten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        const digits = `756${String(number).padStart(9, '0')}`;
        const valid = Array.from({ length: 10 }, (_, digit) => digit).filter(
          (digit) => read('ahv', `${digits}${digit}`).codes.length === 0,
        );
        const sum = [...digits].reduce(
          (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
          0,
        );
        expect(valid).toEqual([(10 - (sum % 10)) % 10]);
        expect(ssn.validate(`${digits}${valid[0]}`).isValid).toBe(true);
      }),
    );
  });

  it('a UID is valid for one check digit, or none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (number) => {
        const valid = Array.from({ length: 10 }, (_, digit) => digit).filter(
          (digit) => read('uid', `CHE${number}${digit}`).codes.length === 0,
        );
        const weights = [5, 4, 3, 2, 7, 6, 5, 4];
        const check =
          (11 -
            (weights.reduce((sum, weight, index) => sum + weight * Number(String(number)[index]), 0) % 11)) %
          11;
        expect(valid).toEqual(check === 10 ? [] : [check]);
      }),
    );
  });
});

describe('as people read it', () => {
  it.each<[FieldType, unknown, Language, string, Partial<FieldDefinition>?]>([
    ['date', '2026-11-24', 'de', `24.${nbsp}November${nbsp}2026`],
    ['date', '2026-12-01', 'fr', `1er${nbsp}décembre${nbsp}2026`],
    ['date', '2026-12-01', 'it', `1º${nbsp}dicembre${nbsp}2026`],
    ['date', '2026-11-24', 'en', `24${nbsp}November${nbsp}2026`],
    ['money', 160, 'de', `160${nbsp}Franken`],
    ['money', 1, 'fr', `1${nbsp}franc`],
    ['money', 12345.5, 'it', `12\u202f345.50${nbsp}franchi`],
    ['number', 1842, 'de', '1842'],
    ['number', 144000.5, 'de', '144\u202f000,5'],
    ['number', 144000.5, 'en', '144\u202f000.5'],
    ['yesno', true, 'fr', 'Oui'],
    ['yesno', false, 'it', 'No'],
    ['declaration', true, 'de', 'Bestätigt'],
    ['signature', { name: 'Anna Muster', agreed: true }, 'it', 'Anna Muster'],
    ['choice', 'katze', 'en', 'Cat', { list: 'tiere' }],
    ['choice', 'a', 'de', '[fields.x.options.a]', { options: ['a'] }],
    ['multichoice', ['hund', 'katze'], 'fr', 'Chien, Chat', { list: 'tiere' }],
    ['phone', '+41612671111', 'de', ['061', '267', '11', '11'].join(nbsp)],
    ['iban', 'CH9300762011623852957', 'de', ['CH93', '0076', '2011', '6238', '5295', '7'].join(nbsp)],
    [
      'address',
      { street: 'Gasse', houseNumber: '1a', postalCode: '4051', town: 'Basel' },
      'de',
      'Gasse 1a, 4051 Basel',
    ],
    [
      'address',
      { street: 'Gasse', houseNumber: '', postalCode: '4051', town: 'Basel' },
      'de',
      'Gasse, 4051 Basel',
    ],
    [
      'file',
      [
        { id: 'a', name: 'a.pdf' },
        { id: 'b', name: 'b.png' },
      ],
      'de',
      'a.pdf, b.png',
    ],
    ['calculated', '2026-11-24', 'de', `24.${nbsp}November${nbsp}2026`],
    ['calculated', ['Luna', 'Milo'], 'de', 'Luna, Milo'],
  ])('%s %j in %s', (type, value, language, text, more) => {
    expect(print(type, value, language, more)).toBe(text);
  });
});
