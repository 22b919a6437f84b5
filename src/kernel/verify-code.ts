// Codes by which anyone who holds a paper can check it: unguessable, without letters that are mistaken for one another.
import { randomSymbols, readSymbols } from './readable-symbols.ts';

/** `7KQ4-M2XD-9HTR-V3WB`: 80 random bits, so that nobody finds a document by trying. */
export function newVerifyCode(): string {
  return [0, 1, 2, 3].map(() => randomSymbols(4)).join('-');
}

/** What someone typed as a code: forgives case, spaces, dashes and the letters people confuse. */
export function normaliseCode(typed: string): string | undefined {
  const symbols = readSymbols(typed);
  return symbols?.length === 16 ? symbols.replace(/(.{4})(?=.)/g, '$1-') : undefined;
}
