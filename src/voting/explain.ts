// Why each project was chosen or not: who paid how much, or how much was missing. Counted again to the last fraction.
import type { Election, Utility } from './election.ts';
import { Ledger, toNumber } from './ledger.ts';
import type { Outcome } from './rules.ts';
import { costOf, type Tally } from './tally.ts';

/** Money is in the currency, not in the election's units, and rounded to what JavaScript's numbers hold. */
export interface Explanation {
  id: string;
  cost: number;
  chosen: boolean;
  /** Voters who gave it something. */
  supporters: number;
  /** Sum of what they gave: votes where people tick. */
  score: number;
  reason:
    | 'bought'
    | 'greedy'
    | 'added'
    | 'dearer-than-budget'
    | 'no-support'
    | 'below-threshold'
    | 'supporters-short'
    | 'no-room'
    | 'after-stop'
    | 'greedy-preferred';
  /** Where its supporters bought it, in which place, and at what price. */
  bought?: {
    round: number;
    /** The most that a supporter paid (for each point, where there are points). */
    most: number;
    payingMost: number;
    /** Supporters who gave all they had left, which was less, and how much that was together. */
    payingLess: number;
    paidByThose: number;
    /** Supporters who had nothing left and paid nothing. */
    payingNothing: number;
    /** Votes (or points) as they count where all pay the same: the cost by the most that one pays. The largest came first. */
    effective: number;
    /** rho: what one pays at most for what the project is worth to them. */
    rho: number;
    /** Others that were exactly as good then. */
    tiedWith: readonly string[];
  };
  /** Where its supporters could not buy it. */
  short?: {
    /** What they had left together at the end, and what was missing to the cost. */
    left: number;
    missing: number;
    /** After how many purchases it was beyond their means; 0 is from the start. */
    since: number;
  };
  /** Where it did not fit beside what was chosen: what was left of the budget. */
  room?: number;
}

/** One explanation for each project, in the election's order. */
export function explain(
  election: Election,
  tally: Tally,
  outcome: Outcome,
  utility: Utility = 'cost',
): Explanation[] {
  const { projects, budget, unit, minScore } = election;
  const chosen = new Set(outcome.chosen);
  const added = new Set(outcome.added ?? []);
  const money = (units: number) => units / unit;
  const books = outcome.shares ? replay(election, tally, outcome.shares, utility) : undefined;
  const room = money(budget - costOf(election, outcome.chosen));
  const byGreedy = outcome.rule.startsWith('greedy');
  const greedyWon =
    !byGreedy &&
    outcome.comparison !== undefined &&
    outcome.comparison.greedy > outcome.comparison.equalShares;
  return projects.map(({ id, cost }, project): Explanation => {
    const supporters = tally.supporters[project]?.voters.length ?? 0;
    const score = tally.scores[project] ?? 0;
    const basis = { id, cost: money(cost), chosen: chosen.has(project), supporters, score };
    const bought = books?.bought.get(project);
    const withBought = bought ? { bought } : {};
    if (chosen.has(project)) {
      if (added.has(project)) return { ...basis, reason: 'added' };
      return { ...basis, reason: byGreedy || greedyWon ? 'greedy' : 'bought', ...withBought };
    }
    if (cost > budget) return { ...basis, reason: 'dearer-than-budget' };
    if (supporters === 0 || (byGreedy && score <= 0)) return { ...basis, reason: 'no-support' };
    if (minScore !== undefined && score < minScore) return { ...basis, reason: 'below-threshold' };
    if (greedyWon) return { ...basis, reason: 'greedy-preferred', ...withBought };
    const short = books?.short.get(project);
    if (byGreedy || !short) return { ...basis, reason: money(cost) <= room ? 'after-stop' : 'no-room', room };
    return { ...basis, reason: 'supporters-short', short };
  });
}

/** The last run of Equal Shares again, in exact books, with what each purchase meant. */
function replay(
  election: Election,
  tally: Tally,
  { money, purchases }: NonNullable<Outcome['shares']>,
  utility: Utility,
) {
  const { projects, unit } = election;
  const ledger = new Ledger(election, tally, money);
  const inMoney = (amount: bigint, denominator = ledger.denominator) => toNumber(amount, denominator) / unit;
  const bought = new Map<number, NonNullable<Explanation['bought']>>();
  const since = new Map<number, number>();
  const lookForShort = (round: number) => {
    for (const project of tally.eligible)
      if (!since.has(project) && !bought.has(project)) {
        const cost = BigInt(projects[project]?.cost ?? 0) * ledger.denominator;
        if (ledger.moneyBehind(project) < cost) since.set(project, round);
      }
  };
  lookForShort(0);
  for (const [round, { project, tiedWith }] of purchases.entries()) {
    const { voters, weights } = tally.supporters[project] ?? { voters: [], weights: [] };
    const before = Array.from(voters, (voter) => ledger.balanceOf(voter));
    const at = ledger.denominator;
    const { left, weight } = ledger.buy(project);
    let [payingMost, payingLess, payingNothing, paidByThose] = [0, 0, 0, 0n];
    for (const [place, balance] of before.entries()) {
      if (balance === 0n) payingNothing++;
      else if (balance * weight >= left * BigInt(weights[place] ?? 0)) payingMost++;
      else {
        payingLess++;
        paidByThose += balance;
      }
    }
    const cost = projects[project]?.cost ?? 0;
    const most = inMoney(left, at * weight);
    bought.set(project, {
      round: round + 1,
      most,
      payingMost,
      payingLess,
      paidByThose: inMoney(paidByThose, at),
      payingNothing,
      effective: toNumber(BigInt(cost) * at * weight, left),
      rho: utility === 'cost' ? toNumber(left, at * weight * BigInt(cost)) : most,
      tiedWith: tiedWith.map((each) => projects[each]?.id ?? ''),
    });
    lookForShort(round + 1);
  }
  const short = new Map<number, NonNullable<Explanation['short']>>();
  for (const [project, round] of since) {
    const behind = ledger.moneyBehind(project);
    const cost = BigInt(projects[project]?.cost ?? 0) * ledger.denominator;
    short.set(project, { left: inMoney(behind), missing: inMoney(cost - behind), since: round });
  }
  return { bought, short };
}
