// The opinion map of a large conversation, against reading and writing the same votes as JSON.
import { opinionMap } from '../../opinion/index.ts';
import { plantedVotes, type Leaning } from '../../opinion/planted.ts';
import { byTurns, type Figure, type Sample } from './figures.ts';

/** Milliseconds of one call; the clock is nothing beside it. */
function milliseconds(call: () => void): Promise<Sample> {
  const began = performance.now();
  call();
  return Promise.resolve({ value: performance.now() - began, n: 1 });
}

/** 650 people in two groups, 100 statements, about 50,000 votes: as many as vTaiwan's conversation on Uber had. */
export async function opinion(): Promise<Figure> {
  const leanings = (sign: 1 | -1) =>
    Array.from({ length: 100 }, (_, index): Leaning => (index % 3 === 0 ? 0 : index % 3 === 1 ? 1 : sign));
  const votes = plantedVotes([
    { size: 450, leanings: leanings(1) },
    { size: 200, leanings: leanings(-1) },
  ]);
  const text = JSON.stringify(votes);
  const result = await byTurns(
    5,
    () => milliseconds(() => opinionMap(votes)),
    () => milliseconds(() => JSON.stringify(JSON.parse(text))),
  );
  return {
    task: 'opinion-map',
    ...result,
    unit: 'ms',
    against: 'JSON.parse and JSON.stringify of the same votes',
    better: 'lower',
    subject: `${votes.length} votes`,
  };
}
