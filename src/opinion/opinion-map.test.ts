// Opinion maps of conversations whose groups are known, and of those with hardly anything in them.
import { describe, expect, it } from 'vitest';
import { opinionMap } from './opinion-map.ts';
import { plantedVotes, type Leaning } from './planted.ts';
import { adjustedRandIndex } from './rand-index.ts';
import type { Choice, Vote } from './vote.ts';

const repeat = (leaning: Leaning, times: number): Leaning[] => Array.from({ length: times }, () => leaning);
const vote = (voter: string, statement: string, choice: Choice, at = 1): Vote => ({
  voter,
  statement,
  choice,
  at,
});

/** Statements 0 to 9 divide, 10 to 14 unite, 15 to 19 leave everybody undecided. */
const two = plantedVotes([
  { size: 120, leanings: [...repeat(1, 10), ...repeat(1, 5), ...repeat(0, 5)] },
  { size: 40, leanings: [...repeat(-1, 10), ...repeat(1, 5), ...repeat(0, 5)] },
]);

const likeness = (votes: readonly Vote[]) => {
  const ours = new Map(opinionMap(votes).people.map(({ voter, group }) => [voter, group]));
  return adjustedRandIndex(ours, new Map([...ours.keys()].map((voter) => [voter, voter.split('-')[0]])));
};

describe('two groups', () => {
  const map = opinionMap(two);

  it('are found, the larger one first', () => {
    // Nobody votes by their group alone; who stands between two base clusters may go with the other one.
    expect(likeness(two)).toBeGreaterThan(0.95);
    expect(map.groups.map(({ members }) => members.length)).toEqual([119, 41]);
    const [first, second] = map.groups.map(({ center }) => center);
    expect(Math.sign(first?.[0] ?? 0)).toBe(-Math.sign(second?.[0] ?? 0));
  });

  it('are each represented by what divides them', () => {
    const [first, second] = map.groups.map(({ representative }) => representative);
    expect(first).toHaveLength(5);
    expect(first?.every(({ choice, statement }) => choice === 'agree' && Number(statement) < 10)).toBe(true);
    expect(second?.filter(({ choice }) => choice === 'disagree').length).toBeGreaterThanOrEqual(4);
    expect(second?.[0]?.choice).toBe('agree');
  });

  it('share what both agree with', () => {
    const best = map.statements.toSorted((a, b) => b.groupInformedConsensus - a.groupInformedConsensus);
    expect(
      best
        .slice(0, 5)
        .map(({ statement }) => Number(statement))
        .sort((a, b) => a - b),
    ).toEqual([10, 11, 12, 13, 14]);
    // A majority of all agrees with what divides, too; the small group does not.
    expect(map.agreed.length).toBe(5);
    expect(best[5]?.groupInformedConsensus).toBeLessThan(0.4);
  });

  it('do not depend on statements that moderators took out', () => {
    const out = new Set(Array.from({ length: 10 }, (_, statement) => String(statement)));
    const without = opinionMap(two, out);
    expect(without.statements.map(({ statement }) => Number(statement))).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    const named = without.groups.flatMap(({ representative }) => representative);
    expect(named.filter(({ statement }) => out.has(statement))).toEqual([]);
    expect(without.votes).toBe(two.filter(({ statement }) => !out.has(statement)).length);
  });
});

it('finds three and four groups', () => {
  const three = plantedVotes([
    { size: 60, leanings: [...repeat(1, 8), ...repeat(-1, 8), ...repeat(-1, 8)] },
    { size: 60, leanings: [...repeat(-1, 8), ...repeat(1, 8), ...repeat(-1, 8)] },
    { size: 60, leanings: [...repeat(-1, 8), ...repeat(-1, 8), ...repeat(1, 8)] },
  ]);
  expect(opinionMap(three).groups).toHaveLength(3);
  expect(likeness(three)).toBeGreaterThan(0.95);
  const four = plantedVotes(
    ([1, -1] as const).flatMap((a) =>
      ([1, -1] as const).map((b) => ({ size: 50, leanings: [...repeat(a, 10), ...repeat(b, 10)] })),
    ),
  );
  expect(opinionMap(four).groups).toHaveLength(4);
  expect(likeness(four)).toBeGreaterThan(0.95);
});

it('counts those with seven votes, and where they are few, those with most', () => {
  const lazy = Array.from({ length: 6 }, (_, statement) => vote('lazy', String(statement), 1));
  expect(opinionMap([...two, ...lazy]).people.map(({ voter }) => voter)).not.toContain('lazy');
  expect(opinionMap([...two, ...lazy]).voters).toBe(161);
  const few = plantedVotes([{ size: 10, leanings: repeat(1, 20) }]);
  expect(opinionMap([...few, ...lazy]).people.map(({ voter }) => voter)).toContain('lazy');
});

it('says what little there is of conversations without an opinion', () => {
  expect(opinionMap([])).toEqual({
    voters: 0,
    votes: 0,
    people: [],
    groups: [],
    statements: [],
    agreed: [],
    rejected: [],
  });
  const one = opinionMap([vote('anna', '0', 1)]);
  expect(one.groups.map(({ members }) => members)).toEqual([['anna']]);
  const people = Array.from({ length: 30 }, (_, person) => `p${person}`);
  const passes = opinionMap(
    people.flatMap((who) => Array.from({ length: 9 }, (_, statement) => vote(who, String(statement), 0))),
  );
  expect(passes.groups).toHaveLength(1);
  expect([passes.agreed, passes.rejected]).toEqual([[], []]);
  expect(passes.people.every(({ place }) => place[0] === 0 && place[1] === 0)).toBe(true);
  const divided = opinionMap(people.map((who, index) => vote(who, '0', index % 2 === 0 ? 1 : -1)));
  expect(divided.groups.map(({ members }) => members.length)).toEqual([15, 15]);
  const out = opinionMap(
    people.map((who) => vote(who, '0', 1)),
    new Set(['0']),
  );
  expect([out.statements, out.groups.length]).toEqual([[], 1]);
});

it('is not moved by a robot that writes 50,000 statements', () => {
  const robot = Array.from({ length: 50_000 }, (_, statement) => vote('robot', `spam${statement}`, 1));
  const map = opinionMap([...two, ...robot]);
  const people = ({ members }: { members: string[] }) => members.filter((each) => each !== 'robot');
  expect(map.groups.map(people)).toEqual(opinionMap(two).groups.map(people));
  const named = [...map.groups.flatMap(({ representative }) => representative), ...map.agreed];
  expect(named.filter(({ statement }) => statement.startsWith('spam'))).toEqual([]);
});
