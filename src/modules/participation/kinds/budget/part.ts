// The part of a budget in its definition: how much there is, what it can buy, and how people vote.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import type { BallotRules } from '../../../../voting/ballots.ts';
import { Id, strict, type CheckedProcess, type Process } from '../../process.ts';

const ProjectSchema = Type.Object(
  {
    id: Id,
    title: LocalTextSchema,
    text: LocalTextSchema,
    /** Whole francs. */
    cost: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
  strict,
);
export const BudgetPart = Type.Object(
  {
    /** Whole francs. */
    amount: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    ballot: Type.Object(
      {
        kind: Type.Union([Type.Literal('approval'), Type.Literal('cumulative'), Type.Literal('ordinal')]),
        least: Type.Integer({ minimum: 1, maximum: 100 }),
        most: Type.Integer({ minimum: 1, maximum: 100 }),
        /** What one person chooses may cost as much as there is. */
        basket: Type.Boolean(),
        /** To be given altogether; only of `cumulative`. */
        points: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      },
      strict,
    ),
    projects: Type.Array(ProjectSchema, { minItems: 1, maxItems: 200 }),
  },
  strict,
);

/** The loader has checked it. */
export const budgetOf = ({ part }: Pick<Process, 'part'>): Static<typeof BudgetPart> =>
  part as Static<typeof BudgetPart>;

export function checkBudget(
  definition: CheckedProcess,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const { amount, ballot, projects } = budgetOf(definition);
  for (const [place, { id, cost }] of projects.entries()) {
    if (projects.findIndex((each) => each.id === id) < place)
      fault(['projects', place, 'id'], `${id} is there twice.`);
    if (cost > amount) fault(['projects', place, 'cost'], 'It costs more than there is.');
  }
  if (ballot.least > ballot.most) fault(['ballot', 'least'], 'More than the most.');
  if (ballot.most > projects.length) fault(['ballot', 'most'], 'More than there are projects.');
  if ((ballot.kind === 'cumulative') !== (ballot.points !== undefined))
    fault(['ballot', 'points'], 'Points are given with cumulative ballots, and only with these.');
}

/** Limits of one ballot, in francs and points. */
export function ballotRules(process: Pick<Process, 'part'>): BallotRules {
  const { amount, ballot } = budgetOf(process);
  return {
    kind: ballot.kind,
    minLength: ballot.least,
    maxLength: ballot.most,
    ...(ballot.basket && { maxCost: amount }),
    ...(ballot.points !== undefined && {
      minPoints: 1,
      maxPoints: ballot.points,
      maxSumPoints: ballot.points,
    }),
  };
}
