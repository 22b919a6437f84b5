// References of cases: short, unguessable, without letters that are mistaken for one another.
import { randomSymbols } from '../../kernel/readable-symbols.ts';

/** `2026-7KQ4-M2XD`: 40 random bits beside the year; the primary key refuses the rare collision. */
export function newCaseReference(day: string): string {
  const symbols = randomSymbols(8);
  return `${day.slice(0, 4)}-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** Whether it could be one at all: nothing else is looked for. */
export const isReference = (ref: string): boolean => /^[0-9A-Z-]{5,20}$/.test(ref);
