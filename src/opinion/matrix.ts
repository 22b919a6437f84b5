// Votes as a sparse matrix: a row for each voter, a column for each statement, the last vote of each pair.
import { compareIds, type Choice, type Vote } from './vote.ts';

export interface VoteRow {
  voter: string;
  /** Columns that this voter voted on, ascending, and what they chose there. */
  columns: Int32Array;
  choices: Int8Array;
}

export interface VoteMatrix {
  rows: readonly VoteRow[];
  /** Ids of the columns. */
  statements: readonly string[];
  /** For each column, whether moderators took it out. It keeps its place, but counts for nothing. */
  out: readonly boolean[];
}

/**
 * @param moderatedOut ids of statements that don't count
 * @returns rows and columns in the order of their ids, whatever the order of the votes
 */
export function voteMatrix(votes: readonly Vote[], moderatedOut: ReadonlySet<string>): VoteMatrix {
  const statements = [...new Set(votes.map(({ statement }) => statement))].sort(compareIds);
  const columnOf = new Map(statements.map((id, column) => [id, column]));
  const cast = new Map<string, Map<number, Vote>>();
  for (const vote of votes) {
    const own = cast.get(vote.voter) ?? new Map<number, Vote>();
    cast.set(vote.voter, own);
    const column = columnOf.get(vote.statement) ?? 0;
    const before = own.get(column);
    if (!before || supersedes(vote, before)) own.set(column, vote);
  }
  const rows = [...cast]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([voter, own]) => {
      const sorted = [...own].sort(([a], [b]) => a - b);
      return {
        voter,
        columns: Int32Array.from(sorted, ([column]) => column),
        choices: Int8Array.from(sorted, ([, { choice }]) => choice),
      };
    });
  return { rows, statements, out: statements.map((id) => moderatedOut.has(id)) };
}

/** The later one. Of two at the same instant, which nobody can order, the one that agrees less: always the same. */
function supersedes(vote: Vote, before: Vote): boolean {
  return vote.at === before.at ? vote.choice < before.choice : vote.at > before.at;
}

/** Agreements, disagreements and all votes (passes too) on each statement, of some of the rows. */
export interface Tally {
  agree: number;
  disagree: number;
  seen: number;
}

export function tallies(matrix: VoteMatrix, rows: readonly VoteRow[] = matrix.rows): Tally[] {
  const all = matrix.statements.map((): Tally => ({ agree: 0, disagree: 0, seen: 0 }));
  for (const { columns, choices } of rows) {
    columns.forEach((column, index) => {
      const tally = all[column];
      const choice = choices[index] as Choice;
      if (!tally) return;
      tally.seen++;
      if (choice === 1) tally.agree++;
      if (choice === -1) tally.disagree++;
    });
  }
  return all;
}
