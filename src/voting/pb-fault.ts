// What can be wrong with a `.pb` file: codes that are never reused, each with the line where it is.

export const pbFaultCodes = [
  'PB_TOO_LARGE',
  'PB_NOT_UTF8',
  'PB_CONTROL_CHARACTER',
  'PB_LINE_TOO_LONG',
  'PB_EMPTY_LINE',
  'PB_BEFORE_SECTION',
  'PB_SECTION_MISSING',
  'PB_SECTION_DOUBLE',
  'PB_SECTION_ORDER',
  'PB_HEADER_MISSING',
  'PB_COLUMN_MISSING',
  'PB_COLUMN_DOUBLE',
  'PB_CELLS',
  'PB_QUOTE',
  'PB_KEY_DOUBLE',
  'PB_KEY_MISSING',
  'PB_VOTE_TYPE',
  'PB_NUMBER',
  'PB_TOO_MANY_PLACES',
  'PB_TOO_MANY_PROJECTS',
  'PB_TOO_MANY_VOTES',
  'PB_PROJECT_COUNT',
  'PB_VOTE_COUNT',
  'PB_PROJECT_ID',
  'PB_PROJECT_DOUBLE',
  'PB_COST',
  'PB_SELECTED',
  'PB_VOTES_WRONG',
  'PB_SCORE_WRONG',
  'PB_VOTER_ID',
  'PB_VOTER_DOUBLE',
  'PB_DEFAULT_SCORE',
  'PB_SCORING_FUNCTION',
  'BALLOT_UNKNOWN_PROJECT',
  'BALLOT_DOUBLE_PROJECT',
  'BALLOT_TOO_FEW',
  'BALLOT_TOO_MANY',
  'BALLOT_UNDER_COST',
  'BALLOT_OVER_COST',
  'BALLOT_POINTS_MISSING',
  'BALLOT_POINTS_RANGE',
  'BALLOT_POINTS_UNDER',
  'BALLOT_POINTS_OVER',
] as const;
export type PbFaultCode = (typeof pbFaultCodes)[number];

export interface PbFault {
  /** Counted from 1. */
  line: number;
  code: PbFaultCode;
  /** What is meant: a key, a column, an id, a value. At most 80 characters, as they stand in the file. */
  what: string;
}

/** Gathers faults, but never more than anyone reads. */
export class PbFaults {
  readonly list: PbFault[] = [];
  readonly most: number;
  constructor(most: number) {
    this.most = most;
  }

  add(line: number, code: PbFaultCode, what = ''): void {
    if (!this.full) this.list.push({ line, code, what: what.length > 80 ? `${what.slice(0, 79)}…` : what });
  }

  get full(): boolean {
    return this.list.length >= this.most;
  }
}
