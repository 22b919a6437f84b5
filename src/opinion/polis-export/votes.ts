// votes.csv of an export of Polis: one vote a row.
import type { Choice, Vote } from '../vote.ts';
import { byLine, idOf, readTable, wholeNumber, type TableFault } from './read-table.ts';

const columns = ['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'] as const;

/** 1 agrees, -1 disagrees, 0 passes; `datetime` and further columns are not read. Rows with faults are left out. */
export function readVotes(text: string): { votes: Vote[]; faults: TableFault[] } {
  const { rows, faults } = readTable(
    text,
    columns.filter((column) => column !== 'datetime'),
  );
  const votes = rows.flatMap((row): Vote[] => {
    const at = wholeNumber(row, 'timestamp', [0, Number.MAX_SAFE_INTEGER], faults);
    const choice = wholeNumber(row, 'vote', [-1, 1], faults);
    const statement = idOf(row, 'comment-id', faults);
    const voter = idOf(row, 'voter-id', faults);
    if (at === undefined || choice === undefined || statement === undefined || voter === undefined) return [];
    return [{ at, choice: choice as Choice, statement, voter }];
  });
  return { votes, faults: byLine(faults) };
}

/** Rows for votes.csv, the head first; `datetime` in ISO 8601. */
export function voteRows(votes: readonly Vote[]): (string | number)[][] {
  return [
    [...columns],
    ...votes.map(({ at, statement, voter, choice }) => [at, isoTime(at), statement, voter, choice]),
  ];
}

/** An instant in ISO 8601, UTC. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
