// participants-votes.csv of an export of Polis: one row a participant, with their group and their last vote on each statement.
import type { VoteMatrix } from '../matrix.ts';
import { compareIds } from '../vote.ts';
import { byLine, idOf, readTable, type TableFault } from './read-table.ts';

export interface Participant {
  id: string;
  /** As whoever made the export computed it. */
  group?: string;
  votes: number;
  agrees: number;
  disagrees: number;
}

/** The votes themselves are not read: votes.csv has them. */
export function readParticipants(text: string): { participants: Participant[]; faults: TableFault[] } {
  const { rows, faults } = readTable(text, ['participant', 'group-id', 'n-votes', 'n-agree', 'n-disagree']);
  const participants = rows.flatMap((row): Participant[] => {
    const id = idOf(row, 'participant', faults);
    const group = row.cells.get('group-id') ?? '';
    const count = (column: string) => Number(row.cells.get(column));
    if (id === undefined) return [];
    return [
      {
        id,
        ...(group === '' ? {} : { group }),
        votes: count('n-votes'),
        agrees: count('n-agree'),
        disagrees: count('n-disagree'),
      },
    ];
  });
  return { participants, faults: byLine(faults) };
}

/**
 * Rows for participants-votes.csv, the head first.
 * @param groupOf undefined for those who are not on the map
 * @param written how many statements somebody proposed
 */
export function participantRows(
  matrix: VoteMatrix,
  groupOf: (voter: string) => number | undefined,
  written: (voter: string) => number,
): (string | number)[][] {
  const ids = [...matrix.statements].sort(compareIds);
  const head = ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', ...ids];
  return [
    head,
    ...matrix.rows.map(({ voter, columns, choices }) => {
      const choiceOn = new Map(Array.from(columns, (column, at) => [matrix.statements[column], choices[at]]));
      const count = (choice: number) => choices.filter((each) => each === choice).length;
      const votes = ids.map((id) => choiceOn.get(id) ?? '');
      const group = groupOf(voter) ?? '';
      return [voter, group, written(voter), columns.length, count(1), count(-1), ...votes];
    }),
  ];
}
