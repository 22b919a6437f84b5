// Symbols of references and codes that people read out and type: without letters that are mistaken for one another.
import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Five random bits each. */
export function randomSymbols(count: number): string {
  return [...randomBytes(count)].map((byte) => symbols[byte & 31]).join('');
}

/** What someone typed: forgives case, spaces, dashes and the letters people confuse; undefined when other signs are in it. */
export function readSymbols(typed: string): string | undefined {
  const read = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  return /^[0-9A-HJKMNP-TV-Z]+$/.test(read) ? read : undefined;
}
