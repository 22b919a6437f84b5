// Codes on paper: easy to read and type, and a typing mistake is told from a code that does not exist.
import { randomSymbols, readSymbols, symbols } from '../../../kernel/readable-symbols.ts';

/** 55 random bits: nobody guesses one within the tries that an address has. */
const random = 11;
export const codeLength = random + 1;

/** As on paper: `7F3K-Q0ZT-M4XA`. */
export const writeCode = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');

export function newCode(): string {
  const code = randomSymbols(random);
  // The last symbol makes the check zero.
  return `${code}${symbols[times2(checkOf(code))]}`;
}

export type ReadCode = { code: string } | { fault: 'empty' | 'signs' | 'length' | 'typo' };

/** Forgives case, spaces and dashes; says what is wrong before anything is looked up. */
export function readCode(typed: string): ReadCode {
  if (typed.trim() === '') return { fault: 'empty' };
  const code = readSymbols(typed);
  if (code === undefined) return { fault: 'signs' };
  if (code.length !== codeLength) return { fault: 'length' };
  return checkOf(code) === 0 ? { code } : { fault: 'typo' };
}

/** Over the field of 32 elements: finds every wrong symbol and every two neighbours that have changed places. */
const checkOf = (code: string): number =>
  [...code].reduce((sum, symbol) => times2(sum) ^ symbols.indexOf(symbol), 0);

/** Multiplies by x, modulo x^5 + x^2 + 1. */
const times2 = (value: number): number => (value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1);
