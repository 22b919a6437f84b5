// References and verification codes: short, unguessable, without letters that are mistaken for one another.
import { randomSymbols, readSymbols } from '../../kernel/readable-symbols.ts';

/** `2026-7KQ4-M2XD`: 40 random bits beside the year; the primary key refuses the rare collision. */
export function newCaseReference(day: string): string {
  const symbols = randomSymbols(8);
  return `${day.slice(0, 4)}-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** Whether it could be one at all: nothing else is looked for. */
export const isReference = (ref: string): boolean => /^[0-9A-Z-]{5,20}$/.test(ref);

/** `7KQ4-M2XD-9HTR-V3WB`: 80 random bits, so that nobody finds a document by trying. */
export function newVerifyCode(): string {
  return [0, 1, 2, 3].map(() => randomSymbols(4)).join('-');
}

/** What someone typed as a code or reference: forgives case, spaces, dashes and the letters people confuse. */
export function normaliseCode(typed: string): string | undefined {
  const symbols = readSymbols(typed);
  return symbols?.length === 16 ? symbols.replace(/(.{4})(?=.)/g, '$1-') : undefined;
}
