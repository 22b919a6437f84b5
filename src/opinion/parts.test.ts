// The single steps of an opinion map, by hand: tests of proportions, silhouettes, what all share, what is shown next.
import { describe, expect, it } from 'vitest';
import { groupInformedConsensus, majorities } from './common-ground.ts';
import { principalComponents } from './components.ts';
import { kMeans } from './k-means.ts';
import { voteMatrix } from './matrix.ts';
import { nextStatement, priority } from './next-statement.ts';
import { isSignificant, likelihood, overHalf, overOthers } from './proportions.ts';
import { silhouette } from './silhouette.ts';
import { compareIds, type Choice } from './vote.ts';
import { withdrawnStatements } from './withdrawn.ts';

it('ids have an order of their own', () => {
  expect(['10', 'b', '2', 'a', '02'].sort(compareIds)).toEqual(['02', '2', '10', 'a', 'b']);
});

it('tests of proportions', () => {
  expect(likelihood(0, 0)).toBe(0.5);
  expect(likelihood(8, 8)).toBe(0.9);
  expect(overHalf(0, 0)).toBe(1);
  expect(overHalf(15, 15)).toBeCloseTo(4);
  expect(overOthers(9, 9, 9, 9)).toBe(0);
  expect(overOthers(9, 19, 4, 19)).toBeCloseTo(1.633, 3);
  expect([1.28, 1.29].map(isSignificant)).toEqual([false, true]);
});

it('two statements that contradict each other are one direction', () => {
  const votes = Array.from({ length: 20 }, (_, person) =>
    ['0', '1'].map((statement, at) => ({
      voter: String(person),
      statement,
      choice: ((person + at) % 2 === 0 ? 1 : -1) as Choice,
      at: 0,
    })),
  ).flat();
  const { directions } = principalComponents(voteMatrix(votes, new Set()));
  expect(Math.abs(directions[0][0] ?? 0)).toBeCloseTo(Math.SQRT1_2);
  expect(directions[0][0]).toBeCloseTo(-(directions[0][1] ?? 0));
  expect([...directions[1]]).toEqual([0, 0]);
});

it('k-means weighs its points, and silhouettes say how far clusters are apart', () => {
  const points = [0, 1, 10, 11].map((x, index) => ({ place: [x, 0] as const, weight: index === 0 ? 3 : 1 }));
  const clusters = kMeans(points, 2, 20);
  expect(clusters.map(({ members }) => members)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(clusters[0]?.center[0]).toBe(0.25);
  const places = points.map(({ place }) => place);
  // By hand: (10.5 - 1) / 10.5, (9.5 - 1) / 9.5, the same on the other side.
  expect(silhouette(places, clusters)).toBeCloseTo((9.5 / 10.5 + 8.5 / 9.5) / 2);
  expect(silhouette(places, kMeans(points, 1, 20))).toBe(0);
});

describe('what all share', () => {
  it('is what every group agrees with, also the small one', () => {
    const agree = (votes: number, seen: number) => ({ agree: votes, disagree: seen - votes, seen });
    expect(groupInformedConsensus([agree(90, 98), agree(8, 8)])).toBeCloseTo(0.91 * 0.9);
    expect(groupInformedConsensus([agree(98, 98), agree(0, 8)])).toBeCloseTo(0.99 * 0.1);
  });

  it('has at most five clear majorities', () => {
    const tallies = [60, 90, 50, 80, 70, 85, 95].map((agree) => ({
      agree,
      disagree: 100 - agree,
      seen: 100,
    }));
    const ids = tallies.map((_, index) => String(index));
    expect(majorities(ids, tallies, 'agree').map(({ votes }) => votes)).toEqual([95, 90, 85, 80, 70]);
    expect(majorities(ids, tallies, 'disagree')).toEqual([]);
  });
});

describe('the next statement', () => {
  it('is more urgent when it is new, divides, and is not passed over', () => {
    const seen = (agree: number, disagree: number, all: number) => ({ agree, disagree, seen: all });
    expect(priority(seen(0, 0, 0), 0)).toBeGreaterThan(priority(seen(20, 20, 40), 0));
    expect(priority(seen(20, 20, 40), 2)).toBeGreaterThan(priority(seen(20, 20, 40), 0));
    expect(priority(seen(20, 20, 40), 1)).toBeGreaterThan(priority(seen(5, 5, 40), 1));
  });

  it('is the same for the same seed, and as often as it is urgent', () => {
    const open = [
      { id: 'a', priority: 1 },
      { id: 'b', priority: 3 },
    ];
    const shown = Array.from({ length: 4000 }, (_, person) => nextStatement(open, `person ${person}`)?.id);
    expect(shown).toEqual(
      Array.from({ length: 4000 }, (_, person) => nextStatement(open, `person ${person}`)?.id),
    );
    expect(shown.filter((id) => id === 'b').length / 4000).toBeCloseTo(0.75, 1);
    expect(nextStatement([], 'x')).toBeUndefined();
    expect(nextStatement([{ id: 'only', priority: 0 }], 'x')?.id).toBe('only');
  });
});

it('statements that nobody was shown any more are taken as taken out', () => {
  const votes = Array.from({ length: 400 }, (_, at) => ({
    voter: String(at),
    statement: at < 40 ? String(at % 8) : String(at % 7),
    choice: 1 as const,
    at,
  }));
  expect([...withdrawnStatements(votes)]).toEqual(['7']);
  expect([...withdrawnStatements(votes.slice(0, 70))]).toEqual([]);
});
