// The opinion map of a conversation: places, groups, what stands for each group, what all share. Pure and repeatable.
import { groupInformedConsensus, majorities, type Majority } from './common-ground.ts';
import { places, principalComponents, type Point } from './components.ts';
import { groupPlaces } from './groups.ts';
import { tallies, voteMatrix, type Tally, type VoteMatrix } from './matrix.ts';
import { extremities, priority } from './next-statement.ts';
import { representativeStatements, type Representative } from './representative.ts';
import type { Vote } from './vote.ts';

export interface OpinionGroup {
  members: string[];
  /** Middle of its members. */
  center: Point;
  representative: Representative[];
}

export interface StatementResult extends Tally {
  statement: string;
  /** In the order of the groups. */
  groups: Tally[];
  groupInformedConsensus: number;
  /** How urgently votes on it are needed. */
  priority: number;
}

export interface OpinionMap {
  /** Everybody who voted, and all votes that count. */
  voters: number;
  votes: number;
  /** Who voted enough to be on the map, in the order of ids. */
  people: { voter: string; place: Point; group: number }[];
  /** The largest first. */
  groups: OpinionGroup[];
  /** Without those that are out, in the order of ids. */
  statements: StatementResult[];
  /** On which a clear majority of all agrees, or disagrees. */
  agreed: Majority[];
  rejected: Majority[];
}

/** Votes that somebody must have cast to be on the map: seven, or all there are. */
const enoughVotes = 7;
/** Where fewer have cast so many, those who have cast most. */
const fewPeople = 15;

/**
 * @param votes in any order; of doubled ones the latest counts
 * @param moderatedOut ids of statements that don't count
 */
export function opinionMap(
  votes: readonly Vote[],
  moderatedOut: ReadonlySet<string> = new Set<string>(),
): OpinionMap {
  const matrix = voteMatrix(votes, moderatedOut);
  const components = principalComponents(matrix);
  const all = places(matrix, components);
  const on = onTheMap(matrix);
  const members = groupPlaces(on.map((row) => all[row] ?? [0, 0])).map((group) =>
    group.map((at) => on[at] ?? 0),
  );
  const groupOf = new Map(members.flatMap((group, index) => group.map((row) => [row, index] as const)));
  const kept = matrix.out.flatMap((out, column) => (out ? [] : [column]));
  const only = <T>(ofColumns: readonly T[]) => kept.flatMap((column) => ofColumns.slice(column, column + 1));
  const statements = only(matrix.statements);
  const total = only(tallies(matrix));
  const byGroup = members.map((group) =>
    only(
      tallies(
        matrix,
        group.flatMap((row) => matrix.rows[row] ?? []),
      ),
    ),
  );
  const urgency = only(extremities(matrix, components));
  return {
    voters: matrix.rows.length,
    votes: total.reduce((sum, { seen }) => sum + seen, 0),
    people: on.map((row) => ({
      voter: matrix.rows[row]?.voter ?? '',
      place: all[row] ?? [0, 0],
      group: groupOf.get(row) ?? 0,
    })),
    groups: members.map((group, index) => ({
      members: group.map((row) => matrix.rows[row]?.voter ?? ''),
      center: middle(group.map((row) => all[row] ?? [0, 0])),
      representative: representativeStatements(
        statements,
        byGroup[index] ?? [],
        sums(statements.length, byGroup.toSpliced(index, 1)),
      ),
    })),
    statements: statements.map((statement, column) => {
      const tally = total[column] ?? { agree: 0, disagree: 0, seen: 0 };
      const groups = byGroup.flatMap((group) => group[column] ?? []);
      return {
        statement,
        ...tally,
        groups,
        groupInformedConsensus: groupInformedConsensus(groups),
        priority: priority(tally, urgency[column] ?? 0),
      };
    }),
    agreed: majorities(statements, total, 'agree'),
    rejected: majorities(statements, total, 'disagree'),
  };
}

/** Rows of those who voted enough. */
function onTheMap({ rows, statements }: VoteMatrix): number[] {
  const needed = Math.min(enoughVotes, statements.length);
  const order = rows.map((_, row) => row);
  const count = (row: number) => rows[row]?.columns.length ?? 0;
  const enough = order.filter((row) => count(row) >= needed);
  if (enough.length >= fewPeople) return enough;
  // The sort keeps the order of ids among those with as many votes.
  return order
    .toSorted((a, b) => count(b) - count(a))
    .slice(0, fewPeople)
    .sort((a, b) => a - b);
}

function sums(length: number, groups: readonly (readonly Tally[])[]): Tally[] {
  return Array.from({ length }, (_, column) =>
    groups.reduce(
      (sum, group) => ({
        agree: sum.agree + (group[column]?.agree ?? 0),
        disagree: sum.disagree + (group[column]?.disagree ?? 0),
        seen: sum.seen + (group[column]?.seen ?? 0),
      }),
      { agree: 0, disagree: 0, seen: 0 },
    ),
  );
}

function middle(points: readonly Point[]): Point {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1)];
}
