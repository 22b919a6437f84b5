// A recipient is one address and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainOf, isMailAddress } from './mail-address.ts';

test.each([
  'anna@example.org',
  'a.b+c@sub.example.org',
  "o'neil@example.org",
  'jürg@müller.example',
  `${'a'.repeat(64)}@example.org`,
])('%s is an address', (text) => expect(isMailAddress(text)).toBe(true));

test.each([
  '',
  'anna',
  'anna@',
  '@example.org',
  'anna@example',
  'anna@example..org',
  '.anna@example.org',
  'anna@example.org,eve@example.org',
  'anna@example.org;eve@example.org',
  'anna@example.org\r\nBcc: eve@example.org',
  'anna @example.org',
  '<anna@example.org>',
  'Anna <anna@example.org>',
  '"anna eve"@example.org',
  'anna(comment)@example.org',
  'anna@[127.0.0.1]',
  'anna\u202E@example.org',
  'anna\uD800@example.org',
  `${'a'.repeat(65)}@example.org`,
  `anna@${'a'.repeat(250)}.org`,
])('%j is none', (text) => expect(isMailAddress(text)).toBe(false));

test('whatever else stands around an address makes it none', () => {
  const around = fc.constantFrom(
    '\r',
    '\n',
    '\0',
    '\t',
    ' ',
    ',',
    ';',
    '<',
    '>',
    '"',
    ':',
    '(',
    ')',
    '\\',
    '\u2028',
    '\u00A0',
  );
  fc.assert(
    fc.property(fc.nat(15), around, fc.string(), (at, sign, more) => {
      const address = 'anna@example.org';
      const changed = address.slice(0, at) + sign + more + address.slice(at);
      expect(isMailAddress(changed)).toBe(false);
    }),
  );
});

test('the domain of the sender', () => {
  expect(domainOf('Drehscheibe <noreply@Example.org>')).toBe('example.org');
  expect(domainOf('noreply@example.org')).toBe('example.org');
  expect(domainOf('Drehscheibe')).toBeUndefined();
});
