// The rules by name, as Pabulib's `rule` has them: Equal Shares with its completions, and greedy.
import { TooMuchWork, type Election, type Utility } from './election.ts';
import { equalShares, type Purchase } from './equal-shares.ts';
import { greedy } from './greedy.ts';
import { costOf, tallyOf, tieOrder, type Tally } from './tally.ts';

export const rules = [
  'equalshares',
  'equalshares-comparison',
  'equalshares/add1',
  'equalshares/add1-comparison',
  'equalshares/add1-greedy',
  'greedy',
  'greedy-no-skip',
  'greedy-threshold',
  'greedy-per-cost',
] as const;
/**
 * Pabulib's names, and two of our own: `equalshares/add1-greedy` spends what Add1 leaves by support, `greedy-per-cost` goes by
 * support for each unit of money. `greedy-threshold` is greedy: the threshold counts with every rule.
 */
export type Rule = (typeof rules)[number];

export interface CountOptions {
  utility?: Utility;
  /** Ids in the order in which lots were drawn, for projects that nothing else tells apart. */
  lot?: readonly string[];
  /** How many runs of Equal Shares Add1 may take. @default 200000 */
  runs?: number;
}

/** How many voters have more of their projects in one set than in the other. */
export interface Comparison {
  equalShares: number;
  greedy: number;
  indifferent: number;
}

export interface Outcome {
  rule: Rule;
  /** Places of projects, in the order in which the rule took them. */
  chosen: readonly number[];
  /** In units of money. */
  spent: number;
  /** The last run of Equal Shares: what was shared (at least the budget), and what was bought. */
  shares?: { money: number; purchases: readonly Purchase[]; runs: number };
  /** What greedy added to Equal Shares. */
  added?: readonly number[];
  /** Where the rule compares. `greedy` has won where more voters prefer it. */
  comparison?: Comparison;
  /** What the next run of Add1 would have spent, which is more than there is. */
  overspend?: { money: number; cost: number };
}

/**
 * Counts by a rule. Exact: no rounding, no chance, and the order of projects and ballots does not matter.
 * @throws TooMuchWork where Add1 takes more runs than allowed
 */
export function count(
  election: Election,
  rule: Rule,
  options: CountOptions = {},
  tally = tallyOf(election),
): Outcome {
  const steps = counting(election, rule, options, tally);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps of some milliseconds at most for a town's ballots, for those who have other things to do as well. */
export function* counting(
  election: Election,
  rule: Rule,
  options: CountOptions = {},
  tally = tallyOf(election),
): Generator<undefined, Outcome> {
  const utility = options.utility ?? 'cost';
  const ties = tieOrder(election, tally, options.lot);
  const plainGreedy = () => greedy(election, tally, { utility: 'cost', ties });
  const outcome = (chosen: readonly number[], rest: Partial<Outcome> = {}): Outcome => ({
    rule,
    chosen,
    spent: costOf(election, chosen),
    ...rest,
  });
  switch (rule) {
    case 'greedy':
    case 'greedy-threshold':
      return outcome(plainGreedy());
    case 'greedy-no-skip':
      return outcome(greedy(election, tally, { utility: 'cost', ties, stops: true }));
    case 'greedy-per-cost':
      return outcome(greedy(election, tally, { utility: 'cardinality', ties }));
    default:
  }
  const settings = { utility, ties };
  const shares = rule.startsWith('equalshares/add1')
    ? yield* addOne(election, tally, settings, options.runs ?? 200_000)
    : {
        money: election.budget,
        purchases: equalShares(election, tally, election.budget, settings),
        runs: 1,
      };
  const { overspend, ...last } = { overspend: undefined, ...shares };
  const bought = last.purchases.map(({ project }) => project);
  const rest: Partial<Outcome> = { shares: last, ...(overspend && { overspend }) };
  if (rule === 'equalshares/add1-greedy') {
    const added = greedy(election, tally, { utility: 'cost', ties, bought });
    return outcome([...bought, ...added], { ...rest, added });
  }
  if (!rule.endsWith('-comparison')) return outcome(bought, rest);
  const other = plainGreedy();
  const comparison = compare(election, bought, other);
  const greedyWins = comparison.greedy > comparison.equalShares;
  return outcome(greedyWins ? other : bought, { ...rest, comparison });
}

/**
 * Add1 as Wieliczka and Świecie used it: everyone's share is raised by one of the currency at a time, as long as what is
 * bought costs no more than the real budget. A set that can't be added to does not end it: a dearer one may follow.
 */
function* addOne(
  election: Election,
  tally: Tally,
  settings: Parameters<typeof equalShares>[3],
  most: number,
): Generator<undefined, NonNullable<Outcome['shares']> & { overspend?: { money: number; cost: number } }> {
  const { budget, unit, ballots } = election;
  const step = unit * Math.max(ballots.length, 1);
  let best = { money: budget, purchases: equalShares(election, tally, budget, settings) };
  let runs = 1;
  for (let money = Math.floor(budget / step) * step + step; ; money += step) {
    if (best.purchases.length === tally.eligible.length) return { ...best, runs };
    if (runs >= most) throw new TooMuchWork(runs);
    const purchases = equalShares(election, tally, money, settings);
    runs++;
    yield;
    const cost = costOf(
      election,
      purchases.map(({ project }) => project),
    );
    if (cost > budget) return { ...best, runs, overspend: { money, cost } };
    best = { money, purchases };
  }
}

/** Each voter prefers the set that holds more of the projects they voted for. */
function compare({ ballots }: Election, equal: readonly number[], other: readonly number[]): Comparison {
  const [first, second] = [new Set(equal), new Set(other)];
  const result: Comparison = { equalShares: 0, greedy: 0, indifferent: 0 };
  for (const { projects, weights } of ballots) {
    const liked = projects.filter((_, place) => (weights[place] ?? 0) > 0);
    const more =
      liked.filter((each) => first.has(each)).length - liked.filter((each) => second.has(each)).length;
    if (more > 0) result.equalShares++;
    else if (more < 0) result.greedy++;
    else result.indifferent++;
  }
  return result;
}
