// Statements that stand for a group: it agrees with them (or disagrees) by majority, and clearly more than the others do.
import type { Tally } from './matrix.ts';
import { isSignificant, likelihood, overHalf, overOthers } from './proportions.ts';

export interface Representative {
  statement: string;
  /** How the group votes on it. */
  choice: 'agree' | 'disagree';
  /** How many of the group vote so, of those who voted on it. */
  votes: number;
  seen: number;
  /** With Laplace's rule. */
  likelihood: number;
  /** How many times as likely as among the others. */
  ratio: number;
}

/** One way to vote on one statement, within the group against the others. */
interface Side extends Representative {
  overHalf: number;
  overOthers: number;
}

const most = 5;

/** Of one group, at most five: agreed with first, then disagreed with; at least one where anybody of the group has voted. */
export function representativeStatements(
  statements: readonly string[],
  group: readonly Tally[],
  others: readonly Tally[],
): Representative[] {
  const enough: Side[] = [];
  let best: Side | undefined;
  let bestAgreed: Side | undefined;
  statements.forEach((statement, index) => {
    const [own, rest] = [group[index], others[index]];
    if (!own || !rest || own.seen === 0) return;
    const agreed = side(statement, 'agree', own, rest);
    const disagreed = side(statement, 'disagree', own, rest);
    const stronger = agreed.overOthers > disagreed.overOthers ? agreed : disagreed;
    if (proven(agreed) || proven(disagreed)) enough.push(stronger);
    if (!best || stronger.overOthers > best.overOthers) best = stronger;
    if (own.agree + own.disagree > 0 && beatsAgreed(agreed, bestAgreed)) bestAgreed = agreed;
  });
  const head = bestAgreed ?? best;
  if (enough.length === 0) return head ? [plain(head)] : [];
  const chosen = enough
    .filter(({ statement }) => statement !== bestAgreed?.statement)
    .sort((a, b) => weight(b) - weight(a));
  return [...(bestAgreed ? [bestAgreed] : []), ...chosen]
    .slice(0, most)
    .sort((a, b) => Number(a.choice === 'disagree') - Number(b.choice === 'disagree'))
    .map(plain);
}

function side(statement: string, choice: 'agree' | 'disagree', own: Tally, rest: Tally): Side {
  const likely = likelihood(own[choice], own.seen);
  return {
    statement,
    choice,
    votes: own[choice],
    seen: own.seen,
    likelihood: likely,
    ratio: likely / likelihood(rest[choice], rest.seen),
    overHalf: overHalf(own[choice], own.seen),
    overOthers: overOthers(own[choice], own.seen, rest[choice], rest.seen),
  };
}

function proven(each: Side): boolean {
  return isSignificant(each.overOthers) && isSignificant(each.overHalf);
}

function weight(each: Side): number {
  return each.ratio * each.overOthers * each.likelihood * each.overHalf;
}

/** What the group agrees with must show too, not only what it rejects (Polis: `beats-best-agr?`). */
function beatsAgreed(each: Side, before: Side | undefined): boolean {
  if (!before) return isSignificant(each.overHalf) || (each.ratio > 1 && each.likelihood > 0.5);
  if (before.ratio > 1) return weight(each) > weight(before);
  return each.likelihood * each.overHalf > before.likelihood * before.overHalf;
}

function plain({ statement, choice, votes, seen, likelihood: likely, ratio }: Side): Representative {
  return { statement, choice, votes, seen, likelihood: likely, ratio };
}
