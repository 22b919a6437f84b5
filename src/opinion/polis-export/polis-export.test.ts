// Files of an export of Polis: read as they are, written so that they can be read again, faults with their line.
import { describe, expect, it } from 'vitest';
import { voteMatrix } from '../matrix.ts';
import { moderatedOut, readStatements, statementRows } from './comments.ts';
import { participantRows, readParticipants } from './participants.ts';
import { summaryRows } from './summary.ts';
import { readVotes, voteRows } from './votes.ts';

const head = 'timestamp,datetime,comment-id,voter-id,vote';
const written = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n');

describe('votes.csv', () => {
  it('is read, with either end of line, a mark of UTF-8 and further columns', () => {
    expect(readVotes(`\ufeff${head},important\r\n5,Wed Apr 27,3,7,-1,\n\n6,x,3,8,0,true`)).toEqual({
      faults: [],
      votes: [
        { at: 5, statement: '3', voter: '7', choice: -1 },
        { at: 6, statement: '3', voter: '8', choice: 0 },
      ],
    });
  });

  it('is the same after writing and reading', () => {
    const votes = [{ at: 1_651_045_893_819, statement: '0', voter: 'a b', choice: 1 as const }];
    expect(voteRows(votes)[1]?.[1]).toBe('2022-04-27T07:51:33.819Z');
    expect(readVotes(written(voteRows(votes)))).toEqual({ votes, faults: [] });
  });

  it('has its faults named by line and column', () => {
    expect(readVotes('').faults).toEqual([{ line: 1, code: 'no-head' }]);
    expect(readVotes('a,vote,vote\n').faults.map(({ code, column }) => [code, column])).toEqual([
      ['column-missing', 'timestamp'],
      ['column-missing', 'comment-id'],
      ['column-missing', 'voter-id'],
      ['column-doubled', 'vote'],
    ]);
    const { votes, faults } = readVotes(`${head}\n1,x,2,3,2\n1,x,2\n1,"a\nb",2,3,1\nx,x,,3,1e0\n`);
    expect(votes).toHaveLength(1);
    expect(faults).toEqual([
      { line: 2, code: 'value', column: 'vote', found: '2' },
      { line: 3, code: 'cells', found: '3' },
      { line: 6, code: 'value', column: 'timestamp', found: 'x' },
      { line: 6, code: 'value', column: 'vote', found: '1e0' },
      { line: 6, code: 'value', column: 'comment-id', found: '' },
    ]);
    expect(readVotes(`${head}\n1,x,2,3,1\n1,"x,2,3,1\n`).faults).toEqual([{ line: 3, code: 'quote-open' }]);
  });
});

describe('comments.csv', () => {
  const statements = [
    { id: '0', text: 'Velos, "Autos"\nund Trams', author: '4', at: 10, moderated: 1 as const },
    { id: '1', text: '', author: '5', at: 11, moderated: -1 as const },
  ];

  it('is the same after writing and reading', () => {
    const rows = statementRows(statements, (id) => (id === '0' ? { agree: 3, disagree: 2 } : undefined));
    expect(rows[1]?.slice(4, 6)).toEqual([3, 2]);
    expect(readStatements(written(rows))).toEqual({ statements, faults: [] });
    expect([...moderatedOut(statements)]).toEqual(['1']);
  });

  it('has each statement once', () => {
    const rows = statementRows([...statements, ...statements.slice(0, 1)], () => undefined);
    expect(readStatements(written(rows)).faults).toEqual([
      { line: 5, code: 'id-doubled', column: 'comment-id', found: '0' },
    ]);
  });
});

it('participants-votes.csv has groups and votes by statement', () => {
  const votes = [
    { voter: '2', statement: '10', choice: 1 as const, at: 0 },
    { voter: '2', statement: '9', choice: -1 as const, at: 0 },
    { voter: '3', statement: '9', choice: 0 as const, at: 0 },
  ];
  const rows = participantRows(
    voteMatrix(votes, new Set()),
    (voter) => (voter === '2' ? 0 : undefined),
    () => 1,
  );
  expect(rows).toEqual([
    ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', '9', '10'],
    ['2', 0, 1, 2, 1, 1, -1, 1],
    ['3', '', 1, 1, 0, 0, 0, ''],
  ]);
  expect(readParticipants(written(rows))).toEqual({
    faults: [],
    participants: [
      { id: '2', group: '0', votes: 2, agrees: 1, disagrees: 1 },
      { id: '3', votes: 1, agrees: 0, disagrees: 0 },
    ],
  });
});

it('summary.csv says what the conversation is', () => {
  const rows = summaryRows({
    topic: 'Velo',
    url: 'https://example.org',
    description: 'Was denken Sie?',
    voters: 3,
    votersOnMap: 2,
    commenters: 1,
    comments: 4,
    groups: 2,
  });
  expect(rows.map(([key]) => key)).toContain('voters-in-conv');
  expect(rows.at(-1)).toEqual(['conversation-description', 'Was denken Sie?']);
});
