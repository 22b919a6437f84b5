// What somebody has filled in on a ballot, as it was typed; and what is wrong with it, in words.
import type { Language } from '../../../../kernel/i18n/texts.ts';
import { formatNumber } from '../../../../ui/index.ts';
import { checkBallot, type BallotFault, type RawBallot } from '../../../../voting/ballots.ts';
import type { Process } from '../../process.ts';
import { budgetTexts } from './budget-texts.ts';
import { ballotRules, budgetOf } from './part.ts';
import { typedBallot, type BallotForm, type TypedBallot } from './typed-ballot.ts';
import { readVote } from './vote-text.ts';

export const ballotForm = (process: Process): BallotForm => {
  const { ballot, projects } = budgetOf(process);
  return { kind: ballot.kind, most: ballot.most, projects: projects.map(({ id }) => id) };
};

/** Reads the body of the form; nothing of it is trusted. */
export const readBallot = (process: Process, body: unknown): TypedBallot =>
  typedBallot(ballotForm(process), (field) => {
    const value = (body as Record<string, unknown> | undefined)?.[field];
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  });

/** Francs that the chosen projects cost together. */
export function basketSum(process: Process, { projects }: RawBallot): number {
  const { projects: all } = budgetOf(process);
  return all.filter(({ id }) => projects.includes(id)).reduce((sum, { cost }) => sum + cost, 0);
}

export const francs = (value: number, language: Language): string =>
  `${formatNumber(value, language, { table: true })} CHF`;

/** One sentence for each thing that is wrong; none where the ballot can be cast. */
export function ballotFaults(process: Process, typed: TypedBallot, language: Language): string[] {
  const t = budgetTexts(language);
  const { amount, ballot, projects } = budgetOf(process);
  const points = ballot.points ?? 0;
  if (typed.unreadable) return [t('ballot.pointsNumber', { points })];
  const costs = costsOf(process);
  const nameOf = (id: string) => projects.find((each) => each.id === id)?.title[language] ?? id;
  const sentence = ({ code, what }: BallotFault): string => {
    switch (code) {
      case 'BALLOT_DOUBLE_PROJECT':
        return t('ballot.double', { project: nameOf(what) });
      case 'BALLOT_UNKNOWN_PROJECT':
        return t('ballot.unknown');
      case 'BALLOT_TOO_FEW':
        return t('ballot.few', { least: ballot.least });
      case 'BALLOT_TOO_MANY':
        return t('ballot.many', { most: ballot.most, count: what });
      case 'BALLOT_OVER_COST':
        return t('ballot.over', {
          sum: francs(Number(what), language),
          over: francs(Number(what) - amount, language),
        });
      case 'BALLOT_POINTS_OVER':
        return t('ballot.pointsOver', { sum: what, points });
      default:
        return t('ballot.pointsNumber', { points });
    }
  };
  return [...new Set(checkBallot(ballotRules(process), costs, typed.ballot).map(sentence))];
}

const costsOf = (process: Process): Map<string, number> =>
  new Map(budgetOf(process).projects.map(({ id, cost }) => [id, cost]));

/** Codes of what is wrong with the text of a secret ballot; none where it counts. */
export function secretFaults(process: Process, vote: string): string[] {
  const ballot = readVote(vote);
  const hasPoints = budgetOf(process).ballot.kind === 'cumulative';
  if (!ballot || hasPoints !== (ballot.points !== undefined)) return ['BALLOT_UNREADABLE'];
  return checkBallot(ballotRules(process), costsOf(process), ballot).map(({ code }) => code);
}

/** Titles of the chosen projects, with points where there are any. */
export function secretWords(process: Process, vote: string, language: Language): string {
  const { projects = [], points } = readVote(vote) ?? {};
  const titles = new Map(budgetOf(process).projects.map(({ id, title }) => [id, title[language]]));
  return projects.map((id, at) => `${titles.get(id) ?? id}${points ? `: ${points[at]}` : ''}`).join('; ');
}
