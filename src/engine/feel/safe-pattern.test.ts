// Patterns that could run for hours are refused; those that pass stay fast on hostile text.
import { describe, expect, it } from 'vitest';
import { patternFault } from './safe-pattern.ts';

const safe = [
  '\\d{15}',
  '[A-Z]{2}\\d{1,6}',
  '(?:BS|BL) ?\\d{1,6}',
  '[a-z]+(?:-[a-z]{1,20})?',
  '\\p{L}[\\p{L} .-]{0,60}',
  '(\\d{3}[ .]?){4}\\d',
  '[^@]+@[^@]+',
];
const unsafe = [
  '(a+)+',
  '(a|aa)+',
  '(a?){30}',
  '([a-z]+)*',
  '(\\d+,)*',
  '(a{1,9}){1,9}',
  'a*b*c*',
  '(.)\\1',
  '(?=a)a',
  '(',
  '[',
  'a{2000}',
  '(?:(?:a|b)c?){9}',
  'a?'.repeat(30),
  '(?:a|aa)'.repeat(30),
  '(?:a|aa){5}'.repeat(5),
  'a{0,50}'.repeat(5),
  '(?:(?:a|aa)(?:a|aa)){5}(?:(?:a|aa)(?:a|aa)){5}b',
];

describe('patternFault', () => {
  it.each(safe)('lets %s pass', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });
  it.each(unsafe)('refuses %s', (pattern) => {
    expect(patternFault(pattern)).toBeTypeOf('string');
  });
  it.each(safe)('%s stays fast on 4000 characters that nearly fit', (pattern) => {
    const compiled = new RegExp(`^(?:${pattern})$`, 'u');
    for (const text of ['1', 'a', '@', ' ', 'BS'])
      // An unsafe one would run into the time limit of the runner.
      expect(compiled.test(`${text.repeat(4000)}!`)).toBeTypeOf('boolean');
  });
});
