// What somebody has filled in on a ballot, as it was typed; and what is wrong with it, in words.
import type { Language } from '../../../../kernel/i18n/texts.ts';
import { formatNumber } from '../../../../ui/index.ts';
import { checkBallot, type BallotFault, type RawBallot } from '../../../../voting/ballots.ts';
import type { Process } from '../../process.ts';
import { typedText } from '../../pages/contribute-form.tsx';
import { budgetTexts } from './budget-texts.ts';
import { ballotRules, budgetOf } from './part.ts';

export interface TypedBallot {
  ballot: RawBallot;
  /** Of projects: ids ticked, points by id, ids by rank; as typed, to be shown again. */
  ticked: readonly string[];
  points: Readonly<Record<string, string>>;
  ranks: readonly string[];
  /** Points that are no whole numbers. */
  unreadable: boolean;
}

export const pointsField = (id: string): string => `punkte-${id}`;
export const rankField = (rank: number): string => `rang-${rank}`;

/** Reads the body of the form; nothing of it is trusted. */
export function readBallot(process: Process, body: unknown): TypedBallot {
  const { ballot, projects } = budgetOf(process);
  const value = (body as Record<string, unknown> | undefined)?.['projekt'];
  const ticked = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  const points = Object.fromEntries(projects.map(({ id }) => [id, typedText(body, pointsField(id))]));
  const ranks = Array.from({ length: ballot.most }, (_, rank) => typedText(body, rankField(rank + 1)));
  const given = Object.entries(points).filter(([, text]) => text !== '' && !/^0+$/.test(text));
  const unreadable = given.some(([, text]) => !/^\d{1,4}$/.test(text));
  const chosen: Record<typeof ballot.kind, RawBallot> = {
    approval: { projects: ticked.slice(0, 500) },
    ordinal: { projects: ranks.filter((each) => each !== '') },
    cumulative: { projects: given.map(([id]) => id), points: given.map(([, text]) => Number(text)) },
  };
  return { ballot: chosen[ballot.kind], ticked, points, ranks, unreadable };
}

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
  const costs = new Map(projects.map(({ id, cost }) => [id, cost]));
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
