// Who supports which project and with how much: what every rule starts from.
import type { Election } from './election.ts';

export interface Tally {
  /** For each project the places of those whose ballots give it something, and how much; ascending. */
  supporters: readonly { voters: Int32Array; weights: Float64Array; total: number }[];
  /** For each project the sum of what all ballots give it, negative points included. */
  scores: readonly number[];
  /** Places of projects that can be chosen at all: affordable, above the threshold, with support. */
  eligible: readonly number[];
}

export function tallyOf({ projects, ballots, budget, minScore }: Election): Tally {
  const voters: number[][] = projects.map(() => []);
  const weights: number[][] = projects.map(() => []);
  const scores = projects.map(() => 0);
  for (const [voter, ballot] of ballots.entries())
    for (const [place, project] of ballot.projects.entries()) {
      const weight = ballot.weights[place] ?? 0;
      scores[project] = (scores[project] ?? 0) + weight;
      if (weight <= 0) continue;
      voters[project]?.push(voter);
      weights[project]?.push(weight);
    }
  const supporters = projects.map((_, project) => ({
    voters: Int32Array.from(voters[project] ?? []),
    weights: Float64Array.from(weights[project] ?? []),
    total: (weights[project] ?? []).reduce((sum, weight) => sum + weight, 0),
  }));
  const eligible = projects.flatMap(({ cost }, project) =>
    cost > 0 &&
    cost <= budget &&
    (supporters[project]?.total ?? 0) > 0 &&
    (minScore === undefined || (scores[project] ?? 0) >= minScore)
      ? [project]
      : [],
  );
  return { supporters, scores, eligible };
}

/** What a set of projects costs together. */
export function costOf({ projects }: Election, chosen: Iterable<number>): number {
  let sum = 0;
  for (const project of chosen) sum += projects[project]?.cost ?? 0;
  return sum;
}

/**
 * Order of projects that a rule finds equally good: the cheaper, then the one with more support, then by lot. The lot is
 * drawn before the count as an order of ids; without one, ids go by their characters, so that everyone gets the same.
 */
export function tieOrder(
  { projects }: Election,
  { scores }: Tally,
  lot: readonly string[] = [],
): (a: number, b: number) => number {
  const drawn = new Map(lot.map((id, place) => [id, place]));
  const ids = projects.map(({ id }) => id);
  const ranks = ids
    .map((_, place) => place)
    .sort((a, b) => {
      const [left, right] = [ids[a] ?? '', ids[b] ?? ''];
      const byLot = (drawn.get(left) ?? Infinity) - (drawn.get(right) ?? Infinity);
      if (byLot) return byLot;
      return left < right ? -1 : 1;
    });
  const rankOf: number[] = [];
  for (const [rank, place] of ranks.entries()) rankOf[place] = rank;
  return (a, b) =>
    (projects[a]?.cost ?? 0) - (projects[b]?.cost ?? 0) ||
    (scores[b] ?? 0) - (scores[a] ?? 0) ||
    (rankOf[a] ?? 0) - (rankOf[b] ?? 0);
}
