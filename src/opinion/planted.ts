// Conversations with known groups, for tests, the benchmark and demonstrations: repeatable, no chance.
import type { Choice, Vote } from './vote.ts';

/** Each group's leaning on each statement: 1 nearly all agree, -1 nearly all disagree, 0 evenly. */
export type Leaning = -1 | 0 | 1;

/**
 * Members of group g are called `g-n`. One in ten votes is against the group's leaning, and each person leaves out some.
 * @param groups leaning by statement, and how many people
 */
export function plantedVotes(groups: readonly { size: number; leanings: readonly Leaning[] }[]): Vote[] {
  let state = 20;
  // A linear congruential generator (Numerical Recipes) is enough for noise.
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return groups.flatMap(({ size, leanings }, group) =>
    Array.from({ length: size }, (_, person) => person).flatMap((person) =>
      leanings.flatMap((leaning, statement): Vote[] => {
        const [shown, contrary] = [next() < 0.8, next()];
        if (!shown) return [];
        const choice =
          leaning === 0 ? [1, 0, -1][Math.floor(contrary * 3)] : contrary < 0.9 ? leaning : -leaning;
        return [
          {
            voter: `${group}-${person}`,
            statement: String(statement),
            choice: choice as Choice,
            at: 1_000_000 + statement * 1000 + person,
          },
        ];
      }),
    ),
  );
}
