// The usual rule beside which Equal Shares is shown: most support first, whatever still fits.
import type { Election, Utility } from './election.ts';
import { costOf, type Tally } from './tally.ts';

export interface Greedy {
  /** `cost`: by support, as nearly all cities do; `cardinality`: by support for each unit of money. */
  utility?: Utility;
  ties: (a: number, b: number) => number;
  /** What was bought before, of the same budget. */
  bought?: readonly number[];
  /** Ends at the first project that does not fit, instead of passing it over. */
  stops?: boolean;
}

/** Projects in the order in which they are taken, without those bought before. */
export function greedy(
  election: Election,
  tally: Tally,
  { utility = 'cost', ties, bought = [], stops = false }: Greedy,
): number[] {
  const { projects, budget } = election;
  const before = new Set(bought);
  const score = (project: number) => tally.scores[project] ?? 0;
  const cost = (project: number) => projects[project]?.cost ?? 0;
  const order = tally.eligible
    .filter((project) => !before.has(project) && score(project) > 0)
    .sort((a, b) => {
      const better =
        utility === 'cost'
          ? score(b) - score(a)
          : Number(BigInt(score(b)) * BigInt(cost(a)) - BigInt(score(a)) * BigInt(cost(b)));
      return better || ties(a, b);
    });
  const taken: number[] = [];
  let spent = costOf(election, before);
  for (const project of order) {
    if (spent + cost(project) <= budget) {
      taken.push(project);
      spent += cost(project);
    } else if (stops) break;
  }
  return taken;
}
