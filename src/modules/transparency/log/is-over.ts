// When the row of an access entry may be gone.
import { keptYears } from '../../../kernel/audit/whole-entries.ts';

/**
 * Whether a row of that day may be gone. The day is part of the leaf, so nobody can date an entry back to be rid of it.
 * @param at `2012-01-01T…` of the leaf
 */
export function isOver(at: string, now: Date): boolean {
  const [year = 0, month = 1, day = 1] = at.slice(0, 10).split('-').map(Number);
  // A day less: ten years after 29 February it is 28 February for PostgreSQL and 1 March for us.
  return Date.UTC(year + keptYears, month - 1, day - 1) <= now.getTime();
}
