// What every rule promises: the budget, the same for everyone, reasons that add up; and Equal Shares its fairness.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ballot, Election, Utility } from './election.ts';
import { explain } from './explain.ts';
import { count, rules } from './rules.ts';
import { costOf, tallyOf } from './tally.ts';
import { anyElection, elections, ids, utilities } from './testing/elections.ts';

describe('Every rule', () => {
  const anyRule = fc.constantFrom(...rules);

  it('keeps to the budget, and chooses nothing without support', () => {
    fc.assert(
      fc.property(anyElection, anyRule, utilities, (election, rule, utility) => {
        const outcome = count(election, rule, { utility });
        expect(outcome.spent).toBe(costOf(election, outcome.chosen));
        expect(outcome.spent).toBeLessThanOrEqual(election.budget);
        expect(new Set(outcome.chosen).size).toBe(outcome.chosen.length);
        const supported = new Set(election.ballots.flatMap(({ projects }) => projects));
        expect(outcome.chosen.filter((each) => !supported.has(each))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not care in which order projects and ballots stand', () => {
    fc.assert(
      fc.property(
        anyElection,
        anyRule,
        utilities,
        fc.infiniteStream(fc.nat()),
        (election, rule, utility, numbers) => {
          const shuffled = <T>(list: readonly T[]) =>
            list
              .map((each) => ({ each, key: Number(numbers.next().value) }))
              .sort((a, b) => a.key - b.key)
              .map(({ each }) => each);
          const order = shuffled(election.projects.map((_, place) => place));
          const placeOf = new Map(order.map((old, place) => [old, place]));
          const other: Election = {
            ...election,
            projects: order.map((old) => election.projects[old] ?? { id: '', cost: 0 }),
            ballots: shuffled(election.ballots).map(({ projects, weights }) => ({
              projects: projects.map((old) => placeOf.get(old) ?? -1),
              weights,
            })),
          };
          expect(ids(other, count(other, rule, { utility }).chosen)).toEqual(
            ids(election, count(election, rule, { utility }).chosen),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('explains each project so that the figures add up', () => {
    fc.assert(
      fc.property(elections('approval'), anyRule, utilities, (election, rule, utility) => {
        const tally = tallyOf(election);
        const outcome = count(election, rule, { utility }, tally);
        const explained = explain(election, tally, outcome, utility);
        expect(
          explained
            .filter(({ chosen }) => chosen)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(ids(election, outcome.chosen).sort());
        for (const { bought, short, supporters, cost, reason, room } of explained) {
          if (bought) {
            // Nothing is bought with less than its supporters' money.
            expect(bought.payingMost * bought.most + bought.paidByThose).toBeCloseTo(cost, 6);
            expect(bought.payingMost + bought.payingLess + bought.payingNothing).toBe(supporters);
            expect(bought.effective).toBeCloseTo(cost / bought.most, 6);
          }
          if (short) {
            expect(short.missing).toBeGreaterThan(0);
            expect(short.left + short.missing).toBeCloseTo(cost, 6);
          }
          expect(reason === 'supporters-short').toBe(short !== undefined);
          if (reason === 'no-room') expect(room).toBeLessThan(cost);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('Extended justified representation up to one project (Peters, Pierczynski, Skowron 2021, theorem 2)', () => {
  // Whoever agrees on projects that their shares pay has somebody among them who is at least as well served, but for one.
  it.each<Utility>(['cost', 'cardinality'])(
    'holds for every group of every small election: %s',
    (utility) => {
      fc.assert(
        fc.property(elections('approval', 5), (election) => {
          const { projects, ballots, budget } = election;
          const chosen = new Set(count(election, 'equalshares', { utility }).chosen);
          const worth = (list: Iterable<number>) =>
            [...list].reduce((sum, each) => sum + (utility === 'cost' ? (projects[each]?.cost ?? 0) : 1), 0);
          for (let set = 1; set < 2 ** projects.length; set++) {
            const wanted = projects.flatMap((_, place) => ((set >> place) & 1 ? [place] : []));
            const badlyServed = ballots.filter(({ projects: liked }) => {
              if (!wanted.every((each) => liked.includes(each))) return false;
              const has = worth(liked.filter((each) => chosen.has(each)));
              if (has >= worth(wanted)) return false;
              return wanted.every((each) => chosen.has(each) || has + worth([each]) <= worth(wanted));
            });
            const theirs = badlyServed.length * budget;
            expect(theirs === 0 || theirs < costOf(election, wanted) * ballots.length).toBe(true);
          }
        }),
        { numRuns: 1000 },
      );
    },
  );

  it('is not what greedy does: a majority takes everything', () => {
    const votes = (n: number, liked: number[]): Ballot[] =>
      Array.from({ length: n }, () => ({ projects: liked, weights: liked.map(() => 1) }));
    const election: Election = {
      kind: 'approval',
      unit: 1,
      budget: 100,
      projects: Array.from({ length: 5 }, (_, place) => ({ id: `${place}`, cost: place < 4 ? 25 : 40 })),
      ballots: [...votes(60, [0, 1, 2, 3]), ...votes(40, [4])],
    };
    expect(ids(election, count(election, 'greedy').chosen).sort()).toEqual(['0', '1', '2', '3']);
    expect(ids(election, count(election, 'equalshares').chosen).sort()).toEqual(['0', '1', '4']);
  });
});
