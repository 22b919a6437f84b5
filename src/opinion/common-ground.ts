// What all share: statements on which a majority of all agrees, and how far every group agrees with a statement.
import type { Tally } from './matrix.ts';
import { isSignificant, likelihood, overHalf } from './proportions.ts';

export interface Majority {
  statement: string;
  votes: number;
  seen: number;
  likelihood: number;
}

/**
 * Group-informed consensus: the product of each group's likelihood to agree. It is high only where every group agrees,
 * however small one is; of two groups that agree by 90 % it is 0.81.
 */
export function groupInformedConsensus(groups: readonly Tally[]): number {
  return groups.reduce((product, { agree, seen }) => product * likelihood(agree, seen), 1);
}

/** At most five statements on which clearly more than half of all vote so, the clearest first. */
export function majorities(
  statements: readonly string[],
  all: readonly Tally[],
  choice: 'agree' | 'disagree',
): Majority[] {
  return statements
    .flatMap((statement, index) => {
      const tally = all[index];
      if (!tally) return [];
      const [votes, seen] = [tally[choice], tally.seen];
      return [{ statement, votes, seen, likelihood: likelihood(votes, seen), z: overHalf(votes, seen) }];
    })
    .filter((each) => each.likelihood > 0.5 && isSignificant(each.z))
    .sort((a, b) => b.likelihood * b.z - a.likelihood * a.z)
    .slice(0, 5)
    .map(({ statement, votes, seen, likelihood: likely }) => ({
      statement,
      votes,
      seen,
      likelihood: likely,
    }));
}
