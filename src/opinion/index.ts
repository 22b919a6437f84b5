// What others use of the opinion map.
export type { Point } from './components.ts';
export { voteMatrix, type Tally, type VoteMatrix } from './matrix.ts';
export { nextStatement, priority } from './next-statement.ts';
export { opinionMap, type OpinionGroup, type OpinionMap, type StatementResult } from './opinion-map.ts';
export type { Majority } from './common-ground.ts';
export type { Representative } from './representative.ts';
export { plantedVotes, type Leaning } from './planted.ts';
export { adjustedRandIndex } from './rand-index.ts';
export { withdrawnStatements } from './withdrawn.ts';
export { compareIds, type Choice, type Vote } from './vote.ts';
export { moderatedOut, readStatements, statementRows, type Statement } from './polis-export/comments.ts';
export { participantRows, readParticipants } from './polis-export/participants.ts';
export type { TableFault } from './polis-export/read-table.ts';
export { summaryRows } from './polis-export/summary.ts';
export { readVotes, voteRows } from './polis-export/votes.ts';
