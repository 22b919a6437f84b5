// What a count works on: projects with costs, ballots with weights, and how much money there is. Whole numbers only.

export const ballotKinds = ['approval', 'cumulative', 'ordinal', 'scoring'] as const;
/** How people vote (Pabulib's `vote_type`): tick, hand out points, rank, or rate. */
export type BallotKind = (typeof ballotKinds)[number];

export interface Project {
  id: string;
  /** In the smallest unit of money that the election uses; a safe whole number above 0. */
  cost: number;
}

/** One person's ballot: places in `Election.projects`, and how much each counts (1 where it was ticked). */
export interface Ballot {
  projects: readonly number[];
  weights: readonly number[];
}

export interface Election {
  kind: BallotKind;
  projects: readonly Project[];
  ballots: readonly Ballot[];
  /** In the same unit as the costs. */
  budget: number;
  /** How many units make one of the currency (1 for whole francs, 100 for centimes). */
  unit: number;
  /** Projects with a smaller score are never chosen (Pabulib's `min_project_score_threshold`). */
  minScore?: number;
}

/**
 * How much good a project does to those who vote for it: `cost`, as much as it costs (times points, where there are),
 * or `cardinality`, the same for each project. The cities that use Equal Shares take `cost`.
 */
export type Utility = 'cost' | 'cardinality';

/** A rule was asked for more work than it was allowed to do. */
export class TooMuchWork extends Error {
  readonly runs: number;
  constructor(runs: number) {
    super(`The count was stopped after ${runs} runs`);
    this.name = 'TooMuchWork';
    this.runs = runs;
  }
}
