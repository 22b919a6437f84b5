// comments.csv of an export of Polis: the statements, with what moderators decided.
import type { Tally } from '../matrix.ts';
import { isoTime } from './votes.ts';
import { byLine, idOf, readTable, wholeNumber, type TableFault } from './read-table.ts';

export interface Statement {
  id: string;
  text: string;
  author: string;
  at: number;
  /** Out, not moderated, in. */
  moderated: -1 | 0 | 1;
}

const columns = [
  'timestamp',
  'datetime',
  'comment-id',
  'author-id',
  'agrees',
  'disagrees',
  'moderated',
  'comment-body',
] as const;

/** Counts of votes are not read: they follow from votes.csv. Rows with faults are left out. */
export function readStatements(text: string): { statements: Statement[]; faults: TableFault[] } {
  const { rows, faults } = readTable(
    text,
    columns.filter((column) => !['datetime', 'agrees', 'disagrees'].includes(column)),
  );
  const seen = new Set<string>();
  const statements = rows.flatMap((row): Statement[] => {
    const at = wholeNumber(row, 'timestamp', [0, Number.MAX_SAFE_INTEGER], faults);
    const moderated = wholeNumber(row, 'moderated', [-1, 1], faults);
    const id = idOf(row, 'comment-id', faults);
    const author = idOf(row, 'author-id', faults);
    if (at === undefined || moderated === undefined || id === undefined || author === undefined) return [];
    if (seen.has(id)) {
      faults.push({ line: row.line, code: 'id-doubled', column: 'comment-id', found: id });
      return [];
    }
    seen.add(id);
    const body = row.cells.get('comment-body') ?? '';
    return [{ id, author, at, moderated: moderated as Statement['moderated'], text: body }];
  });
  return { statements, faults: byLine(faults) };
}

/** Ids of the statements that moderators took out. */
export function moderatedOut(statements: readonly Statement[]): Set<string> {
  return new Set(statements.filter(({ moderated }) => moderated === -1).map(({ id }) => id));
}

/** Rows for comments.csv, the head first. */
export function statementRows(
  statements: readonly Statement[],
  tallyOf: (statement: string) => Pick<Tally, 'agree' | 'disagree'> | undefined,
): (string | number)[][] {
  return [
    [...columns],
    ...statements.map(({ id, author, at, moderated, text }) => {
      const { agree, disagree } = tallyOf(id) ?? { agree: 0, disagree: 0 };
      return [at, isoTime(at), id, author, agree, disagree, moderated, text];
    }),
  ];
}
