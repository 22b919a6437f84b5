// Which ballots count: the rules of an election, and every fault of one ballot at once. For files and for pages alike.
import type { BallotKind } from './election.ts';
import type { PbFaultCode } from './pb-fault.ts';

/** Limits of one ballot. Money in units of the election, points in units of points; what is not given does not limit. */
export interface BallotRules {
  kind: BallotKind;
  minLength: number;
  maxLength: number;
  minCost?: number;
  /** As much as the projects of one ballot may cost together: the basket. */
  maxCost?: number;
  minPoints?: number;
  maxPoints?: number;
  minSumPoints?: number;
  maxSumPoints?: number;
}

/** A ballot as people fill it in: ids in their order, and the points beside them where there are any. */
export interface RawBallot {
  projects: readonly string[];
  points?: readonly number[];
}

export type BallotFaultCode = Extract<PbFaultCode, `BALLOT_${string}`>;

export interface BallotFault {
  code: BallotFaultCode;
  /** The project's id, or the number that is wrong. */
  what: string;
}

/** All that is wrong with a ballot, in the order of its projects; none where it counts. @param costs by id, in units */
export function checkBallot(
  rules: BallotRules,
  costs: ReadonlyMap<string, number>,
  ballot: RawBallot,
): BallotFault[] {
  const faults: BallotFault[] = [];
  const add = (code: BallotFaultCode, what: string | number) =>
    void faults.push({ code, what: String(what) });
  const seen = new Set<string>();
  let cost = 0;
  for (const id of ballot.projects) {
    if (seen.has(id)) {
      add('BALLOT_DOUBLE_PROJECT', id);
      continue;
    }
    seen.add(id);
    const own = costs.get(id);
    if (own === undefined) add('BALLOT_UNKNOWN_PROJECT', id);
    else cost += own;
  }
  if (seen.size < rules.minLength) add('BALLOT_TOO_FEW', seen.size);
  if (seen.size > rules.maxLength) add('BALLOT_TOO_MANY', seen.size);
  if (rules.minCost !== undefined && cost < rules.minCost) add('BALLOT_UNDER_COST', cost);
  if (rules.maxCost !== undefined && cost > rules.maxCost) add('BALLOT_OVER_COST', cost);
  if (rules.kind === 'cumulative' || rules.kind === 'scoring') checkPoints(rules, ballot, add);
  return faults;
}

function checkPoints(
  {
    minPoints = -Infinity,
    maxPoints = Infinity,
    minSumPoints = -Infinity,
    maxSumPoints = Infinity,
  }: BallotRules,
  { projects, points = [] }: RawBallot,
  add: (code: BallotFaultCode, what: string | number) => void,
): void {
  if (points.length !== projects.length) add('BALLOT_POINTS_MISSING', `${points.length}/${projects.length}`);
  for (const each of points) if (!(each >= minPoints && each <= maxPoints)) add('BALLOT_POINTS_RANGE', each);
  const sum = points.reduce((total, each) => total + each, 0);
  if (sum < minSumPoints) add('BALLOT_POINTS_UNDER', sum);
  if (sum > maxSumPoints) add('BALLOT_POINTS_OVER', sum);
}

/** How much each project of a ballot counts: 1 where it was ticked, its points, or by Borda its place in the ranking. */
export function weightsOf({ kind, maxLength }: BallotRules, { projects, points = [] }: RawBallot): number[] {
  switch (kind) {
    case 'approval':
      return projects.map(() => 1);
    case 'ordinal':
      return projects.map((_, place) => Math.max(maxLength - place, 0));
    default:
      return projects.map((_, place) => points[place] ?? 0);
  }
}
