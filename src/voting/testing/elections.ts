// Small elections for property tests: few costs, few points, small shares, so that ties are many.
import fc from 'fast-check';
import type { Ballot, Election, Utility } from '../election.ts';

export const elections = (kind: 'approval' | 'cumulative', most = 7): fc.Arbitrary<Election> =>
  fc
    .record({
      costs: fc.array(fc.constantFrom(1, 2, 3, 4, 6, 10, 12, 30, 97, 100), { minLength: 1, maxLength: most }),
      budget: fc.integer({ min: 1, max: 150 }),
      voters: fc.integer({ min: 1, max: 12 }),
      unit: fc.constantFrom(1, 1, 10),
    })
    .chain(({ costs, budget, voters, unit }) =>
      fc
        .array(
          fc.uniqueArray(
            fc.record({ project: fc.nat(costs.length - 1), weight: fc.integer({ min: 1, max: 4 }) }),
            {
              selector: ({ project }) => project,
              maxLength: costs.length,
            },
          ),
          { minLength: voters, maxLength: voters },
        )
        .map((ballots) => ({
          kind,
          unit,
          budget: budget * unit,
          projects: costs.map((cost, place) => ({ id: `p${place}`, cost: cost * unit })),
          ballots: ballots.map((each): Ballot => ({
            projects: each.map(({ project }) => project),
            weights: each.map(({ weight }) => (kind === 'approval' ? 1 : weight)),
          })),
        })),
    );
export const anyElection = fc.oneof(elections('approval'), elections('cumulative'));
export const utilities = fc.constantFrom<Utility>('cost', 'cardinality');

/** The ids of what was chosen, in that order. */
export const ids = ({ projects }: Election, chosen: readonly number[]) =>
  chosen.map((each) => projects[each]?.id);
