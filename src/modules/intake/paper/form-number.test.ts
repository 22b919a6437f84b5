// Numbers of forms: what they stand for, and that a wrong symbol is found.
import { describe, expect, it } from 'vitest';
import { symbols } from '../../../kernel/readable-symbols.ts';
import { formCode, readFormCode } from './form-code.ts';
import { blankFormNumber, newFormNumber, readBlankForm, readFormNumber, serviceMark } from './form-number.ts';

const blank = { mark: serviceMark('hund-anmelden'), version: 3, day: '2026-11-24', language: 'it' } as const;

describe('the number of a form', () => {
  it('of a blank form says service, version, day and language', () => {
    const number = blankFormNumber(blank);
    expect(number).toMatch(/^B-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(readBlankForm(number)).toEqual(blank);
    expect(blankFormNumber(blank)).toBe(number);
    expect(readBlankForm(newFormNumber())).toBeUndefined();
  });

  it('forgives how it is typed', () => {
    const number = newFormNumber();
    expect(number).toMatch(/^F-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const typed of [
      number,
      number.toLowerCase(),
      number.replace(/-/g, ' '),
      ` ${number.replace(/-/g, '')} `,
    ])
      expect(readFormNumber(typed)).toBe(number);
    const withOnes = blankFormNumber({ ...blank, version: 33 });
    expect(readFormNumber(withOnes.replace(/1/g, 'l').replace(/0/g, 'O'))).toBe(withOnes);
  });

  it('shows every single wrong symbol', () => {
    for (const number of [newFormNumber(), blankFormNumber(blank)]) {
      for (let at = 2; at < number.length; at++) {
        if (number[at] === '-') continue;
        for (const symbol of symbols) {
          if (symbol === number[at]) continue;
          expect(readFormNumber(number.slice(0, at) + symbol + number.slice(at + 1))).toBeUndefined();
        }
      }
    }
  });

  it('is none of something else', () => {
    for (const typed of ['', 'F', 'F-7K2P', '2026-7KQ4-M2XD', 'X-7K2P-9QXM', '🙂', 'B-'.repeat(50)])
      expect(readFormNumber(typed)).toBeUndefined();
  });
});

describe('the code of a page', () => {
  const code = {
    serviceId: 'hund-anmelden',
    version: 3,
    language: 'de',
    number: newFormNumber(),
    page: 2,
  } as const;

  it('comes back as it went out, also through a scanner with caps lock', () => {
    expect(formCode(code)).toBe(`DS1|hund-anmelden|3|de|${code.number}|p2`);
    expect(readFormCode(formCode(code))).toEqual(code);
    expect(readFormCode(`${formCode(code).toUpperCase()}\n`)).toEqual(code);
    expect(readFormCode(code.number)).toEqual({ number: code.number });
  });

  it('is none when something is missing or too much', () => {
    const whole = formCode(code);
    for (const typed of [
      whole.slice(0, -3),
      whole.slice(4),
      `${whole}|x`,
      whole.replace('DS1', 'DS2'),
      whole.replace('|de|', '|es|'),
    ])
      expect(readFormCode(typed), typed).toBeUndefined();
  });
});
