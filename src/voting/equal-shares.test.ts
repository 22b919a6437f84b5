// Equal Shares is exact: it buys what a slow count in plain fractions buys, ties and near ties included.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ballot, Election, Utility } from './election.ts';
import { equalShares } from './equal-shares.ts';
import { tallyOf, tieOrder, type Tally } from './tally.ts';
import { anyElection, utilities } from './testing/elections.ts';

type Fraction = [bigint, bigint];
const less = (a: Fraction, b: Fraction) => a[0] * b[1] < b[0] * a[1];
const minus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];

/** The method as the paper writes it, with a fraction for everyone, every project looked at in every round. */
function slowly(election: Election, tally: Tally, money: number, utility: Utility): number[] {
  const ties = tieOrder(election, tally);
  const budgets = election.ballots.map((): Fraction => [BigInt(money), BigInt(election.ballots.length)]);
  const chosen: number[] = [];
  for (;;) {
    let best: { project: number; rho: Fraction; price: Fraction } | undefined;
    for (const project of tally.eligible) {
      if (chosen.includes(project)) continue;
      const cost = BigInt(election.projects[project]?.cost ?? 0);
      const { voters, weights } = tally.supporters[project] ?? { voters: [], weights: [] };
      const each = Array.from(voters, (voter, place) => ({
        budget: budgets[voter] ?? ([0n, 1n] as Fraction),
        weight: BigInt(weights[place] ?? 0),
      })).sort((a, b) => {
        const [x, y] = [a.budget[0] * b.budget[1] * b.weight, b.budget[0] * a.budget[1] * a.weight];
        return x < y ? -1 : x > y ? 1 : 0;
      });
      let left: Fraction = [cost, 1n];
      let weight = each.reduce((sum, one) => sum + one.weight, 0n);
      for (const one of each) {
        const price: Fraction = [left[0], left[1] * weight];
        if (!less(one.budget, [price[0] * one.weight, price[1]])) {
          const rho: Fraction = utility === 'cost' ? [price[0], price[1] * cost] : price;
          const better =
            !best || less(rho, best.rho) || (!less(best.rho, rho) && ties(project, best.project) < 0);
          if (better) best = { project, rho, price };
          break;
        }
        left = minus(left, one.budget);
        weight -= one.weight;
      }
    }
    if (!best) return chosen;
    chosen.push(best.project);
    const { voters, weights } = tally.supporters[best.project] ?? { voters: [], weights: [] };
    for (const [place, voter] of voters.entries()) {
      const payment: Fraction = [best.price[0] * BigInt(weights[place] ?? 0), best.price[1]];
      const rest = minus(budgets[voter] ?? [0n, 1n], payment);
      budgets[voter] = rest[0] > 0n ? rest : [0n, 1n];
    }
  }
}

describe('Equal Shares', () => {
  it('buys what a count in plain fractions buys, in the same order', () => {
    fc.assert(
      fc.property(anyElection, utilities, fc.integer({ min: 0, max: 60 }), (election, utility, more) => {
        const tally = tallyOf(election);
        const money = election.budget + more;
        const found = equalShares(election, tally, money, { utility, ties: tieOrder(election, tally) });
        expect(found.map(({ project }) => project)).toEqual(slowly(election, tally, money, utility));
      }),
      { numRuns: 3000 },
    );
  });

  it('tells apart what floating point cannot: prices that differ by one in ten to the twenty-second', () => {
    const cost = fc.integer({ min: 5e10, max: 1e11 });
    const inverse = (a: bigint, m: bigint): bigint => {
      let [r, next, x, y] = [a % m, m, 1n, 0n];
      while (next) [r, next, x, y] = [next, r % next, y, x - (r / next) * y];
      return r === 1n ? ((x % m) + m) % m : 0n;
    };
    fc.assert(
      fc.property(cost, cost, fc.constantFrom(1n, -1n), (one, other, sign) => {
        // What two voters have left, so that (cost - left) / cost differs by 1 / (one * other).
        const left = inverse(sign * BigInt(other) + BigInt(one) * 2n, BigInt(one));
        const otherLeft = (left * BigInt(other) - sign) / BigInt(one);
        fc.pre(left > 0n && left * 2n < BigInt(one) && otherLeft * 2n < BigInt(other));
        fc.pre(left * BigInt(other) - otherLeft * BigInt(one) === sign);
        const share = 100_000_000_000;
        const ballot = (...projects: number[]): Ballot => ({ projects, weights: projects.map(() => 1) });
        const election: Election = {
          kind: 'approval',
          unit: 1,
          budget: share * 10,
          projects: [4 * (share - Number(left)), 4 * (share - Number(otherLeft)), one, other].map(
            (each, place) => ({
              id: `p${place}`,
              cost: each,
            }),
          ),
          ballots: [
            ...[ballot(0, 2), ballot(0), ballot(0), ballot(0), ballot(2)],
            ...[ballot(1, 3), ballot(1), ballot(1), ballot(1), ballot(3)],
          ],
        };
        const tally = tallyOf(election);
        const found = equalShares(election, tally, election.budget, { ties: tieOrder(election, tally) });
        expect(found.map(({ project }) => project)).toEqual(slowly(election, tally, election.budget, 'cost'));
        expect(found[2]).toEqual({ project: sign > 0n ? 2 : 3, tiedWith: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('decides exact ties by cost, then support, then lot, as the cities do', () => {
    const votes = (n: number, projects: number[]): Ballot[] =>
      Array.from({ length: n }, () => ({ projects, weights: projects.map(() => 1) }));
    const two: Election = {
      kind: 'approval',
      unit: 1,
      budget: 12,
      projects: [
        { id: 'b', cost: 6 },
        { id: 'a', cost: 6 },
        { id: 'c', cost: 5 },
      ],
      ballots: [...votes(3, [0]), ...votes(3, [1]), ...votes(3, [2])],
    };
    const tally = tallyOf(two);
    const first = (lot?: string[]) =>
      equalShares(two, tally, 54, { ties: tieOrder(two, tally, lot) }).map(({ project, tiedWith }) => [
        two.projects[project]?.id,
        tiedWith.length,
      ]);
    expect(first()).toEqual([
      ['c', 2],
      ['a', 1],
      ['b', 0],
    ]);
    expect(first(['b', 'a'])).toEqual([
      ['c', 2],
      ['b', 1],
      ['a', 0],
    ]);
  });

  it('sees a tie that floating point does not: a third and a third of thirds', () => {
    // Three share 1; after the first purchase each has a part that no binary number holds.
    const election: Election = {
      kind: 'approval',
      unit: 1,
      budget: 100,
      projects: [
        { id: 'all', cost: 10 },
        { id: 'x', cost: 30 },
        { id: 'y', cost: 30 },
      ],
      ballots: [
        { projects: [0, 1, 2], weights: [1, 1, 1] },
        { projects: [0, 1], weights: [1, 1] },
        { projects: [0, 2], weights: [1, 1] },
      ],
    };
    const tally = tallyOf(election);
    const purchases = equalShares(election, tally, 100, { ties: tieOrder(election, tally) });
    expect(purchases[1]).toEqual({ project: 1, tiedWith: [2] });
  });
});
