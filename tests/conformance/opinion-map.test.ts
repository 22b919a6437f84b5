// Groups are those that Polis itself found in real conversations, where their exports are at hand (CC BY 4.0, The Computational Democracy Project).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import {
  adjustedRandIndex,
  moderatedOut,
  opinionMap,
  participantRows,
  readParticipants,
  readStatements,
  readVotes,
  voteMatrix,
  withdrawnStatements,
} from '../../src/opinion/index.ts';

/** Kept beside the repository, not in it. */
const folder = join(projectFolder, '..', 'shared', 'data', 'participation', 'polis');
const conversations = existsSync(folder) ? readdirSync(folder) : ['none at hand'];

describe.skipIf(!existsSync(folder)).each(conversations)('the conversation %s', (name) => {
  const read = (file: string) => readFileSync(join(folder, name, `${file}.csv`), 'utf8');
  const conversation = () => {
    const [votes, statements, people] = [
      readVotes(read('votes')),
      readStatements(read('comments')),
      readParticipants(read('participants-votes')),
    ];
    expect([votes.faults, statements.faults, people.faults]).toEqual([[], [], []]);
    const groups = people.participants.flatMap(({ id, group }) =>
      group === undefined ? [] : [[id, group] as const],
    );
    return {
      votes: votes.votes,
      statements: statements.statements,
      people: people.participants,
      theirs: new Map(groups),
    };
  };
  const groupsOf = ({ people }: ReturnType<typeof opinionMap>) =>
    new Map(people.map(({ voter, group }) => [voter, group]));

  it('has the votes of each person that Polis counted', () => {
    const { votes, people } = conversation();
    const [, ...rows] = participantRows(
      voteMatrix(votes, new Set()),
      () => undefined,
      () => 0,
    );
    const ours = new Map(rows.map(([id, , , ...counts]) => [String(id), counts.slice(0, 3)]));
    for (const { id, votes: cast, agrees, disagrees } of people)
      if (cast > 0) expect(ours.get(id), id).toEqual([cast, agrees, disagrees]);
  });

  it('has the groups of Polis, as far as an adjusted Rand index of 0.8 at least', () => {
    const { votes, statements, theirs } = conversation();
    const map = opinionMap(votes, moderatedOut(statements));
    expect(adjustedRandIndex(groupsOf(map), theirs)).toBeGreaterThanOrEqual(0.8);
    expect(map.groups).toHaveLength(new Set(theirs.values()).size);
    // Hardly anybody is on one map only.
    expect(theirs.size - [...theirs.keys()].filter((id) => groupsOf(map).has(id)).length).toBeLessThan(5);
    for (const { representative } of map.groups) expect(representative.length).toBeGreaterThan(0);
  });

  it('has the same groups where only votes are known, in whatever order', () => {
    const { votes, statements, theirs } = conversation();
    const out = moderatedOut(statements);
    const guessed = withdrawnStatements(votes);
    const shown = new Set(statements.filter(({ moderated }) => moderated === 1).map(({ id }) => id));
    expect([...guessed].filter((id) => shown.has(id))).toEqual([]);
    expect([...out].filter((id) => !guessed.has(id)).length).toBeLessThanOrEqual(out.size * 0.02);
    const map = opinionMap(votes, guessed);
    expect(adjustedRandIndex(groupsOf(map), theirs)).toBeGreaterThanOrEqual(0.8);
    expect(opinionMap(votes.toReversed(), guessed)).toEqual(map);
  });
});
