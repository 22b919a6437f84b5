// Counting a participatory budget exactly, against merely looking at every vote as often as the rule runs.
import type { Election } from '../../voting/election.ts';
import { count } from '../../voting/rules.ts';
import { tallyOf } from '../../voting/tally.ts';
import { byTurns, type Figure } from './figures.ts';

/** As large as a town's: the same in each run of the benchmark, by a linear congruential generator (Park and Miller). */
function town(): Election {
  let state = 20_230_403;
  const below = (most: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  const projects = Array.from({ length: 64 }, (_, place) => ({
    id: `p${place}`,
    cost: 1_000 + below(100) * 997,
  }));
  const ballots = Array.from({ length: 6_500 }, () => {
    // Squared: some projects have many supporters, most have few, as everywhere.
    const chosen = Array.from({ length: 1 + below(5) }, () => Math.floor((below(8) * below(8) * 64) / 50));
    const liked = [...new Set(chosen)];
    return { projects: liked, weights: liked.map(() => 1) };
  });
  return { kind: 'approval', unit: 1, budget: 1_000_000, projects, ballots };
}

/** @returns milliseconds for the whole count */
export async function recount(): Promise<Figure> {
  const election = town();
  const tally = tallyOf(election);
  const { outcome, runs } = runOf();
  const votes = election.ballots.reduce((sum, { projects }) => sum + projects.length, 0);

  function runOf() {
    const found = count(election, 'equalshares/add1', {}, tally);
    return { outcome: found, runs: found.shares?.runs ?? 1 };
  }
  function timed(work: () => unknown) {
    const began = performance.now();
    work();
    return { value: performance.now() - began, n: runs };
  }
  const look = () => {
    const balance = new Float64Array(election.ballots.length).fill(1);
    let sum = 0;
    for (let run = 0; run < runs; run++)
      for (const { voters } of tally.supporters) for (const voter of voters) sum += balance[voter] ?? 0;
    if (sum !== runs * votes) throw new Error(`${sum} votes were looked at, not ${runs * votes}`);
  };
  return {
    task: 'recount',
    ...(await byTurns(
      3,
      async () => timed(runOf),
      async () => timed(look),
    )),
    unit: 'ms',
    against: 'looking once at each vote in each run',
    better: 'lower',
    subject: `${election.ballots.length} ballots, ${outcome.chosen.length} of ${election.projects.length} projects, ${runs} runs`,
  };
}
