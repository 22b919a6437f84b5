// References and verification codes: short, unguessable, without letters that are mistaken for one another.
import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function randomSymbols(count: number): string {
  return [...randomBytes(count)].map((byte) => alphabet[byte & 31]).join('');
}

/** `2026-7KQ4-M2XD`: 40 random bits beside the year; the primary key refuses the rare collision. */
export function newCaseReference(day: string): string {
  const symbols = randomSymbols(8);
  return `${day.slice(0, 4)}-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** `7KQ4-M2XD-9HTR-V3WB`: 80 random bits, so that nobody finds a document by trying. */
export function newVerifyCode(): string {
  return [0, 1, 2, 3].map(() => randomSymbols(4)).join('-');
}

/** What someone typed as a code or reference: forgives case, spaces, dashes and the letters people confuse. */
export function normaliseCode(typed: string): string | undefined {
  const symbols = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(symbols)) return undefined;
  return symbols.replace(/(.{4})(?=.)/g, '$1-');
}
