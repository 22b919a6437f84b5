// A file counted again: by the rule it names or another, with where the result differs from what it says was chosen.
import type { PbElection } from './pb-read.ts';
import { count, rules, type CountOptions, type Outcome, type Rule } from './rules.ts';
import { tallyOf, type Tally } from './tally.ts';

export interface Difference {
  /** Of the project in the file. */
  line: number;
  id: string;
  /** What the file says. */
  selected: boolean;
}

export interface Recount {
  tally: Tally;
  outcome: Outcome;
  /** Whether the file says what was chosen, by this very rule. */
  compared: boolean;
  /** Projects about which the file and the count disagree; those marked 2 are a matter of the file's comment. */
  differences: readonly Difference[];
}

/** The rule that is meant where nobody says another: the file's own where it is Equal Shares with Add1, else plain Add1. */
export function ruleFor({ rule }: Pick<PbElection, 'rule'>): Rule {
  return rule === 'equalshares/add1-comparison' ? rule : 'equalshares/add1';
}

export function isRule(text: string): text is Rule {
  return rules.some((each) => each === text);
}

/** @throws TooMuchWork, see `count` */
export function recount(pb: PbElection, rule: Rule = ruleFor(pb), options: CountOptions = {}): Recount {
  const tally = tallyOf(pb.election);
  return compared(pb, tally, count(pb.election, rule, options, tally));
}

/** What was counted beside what the file says. */
export function compared(pb: PbElection, tally: Tally, outcome: Outcome): Recount {
  const chosen = new Set(outcome.chosen);
  const differences = (pb.selected ?? []).flatMap((said, place) =>
    said === 2 || (said === 1) === chosen.has(place)
      ? []
      : [
          {
            line: pb.file.PROJECTS.rows[place]?.line ?? 0,
            id: pb.election.projects[place]?.id ?? '',
            selected: said === 1,
          },
        ],
  );
  return { tally, outcome, compared: pb.selected !== undefined && pb.rule === outcome.rule, differences };
}
