// Which statements moderators took out, where only votes are known: nobody votes on them any more.
import type { Vote } from './vote.ts';

/** So many votes on it were to be expected since its last one; by chance none comes in fewer than one of a hundred cases. */
const expected = 5;

/**
 * Since a statement's last vote, others were cast; shared evenly over all statements, some would have been on it.
 * Statements that are still shown have fewer than two; so this needs many votes, and finds nothing where there are few.
 */
export function withdrawnStatements(votes: readonly Vote[]): Set<string> {
  const last = new Map<string, number>();
  for (const { statement, at } of votes) last.set(statement, Math.max(last.get(statement) ?? at, at));
  const times = Float64Array.from(votes, ({ at }) => at).sort();
  return new Set(
    [...last]
      .filter(([, at]) => (times.length - countUpTo(times, at)) / last.size > expected)
      .map(([statement]) => statement),
  );
}

/** Of ascending times, how many are not after the given one. */
function countUpTo(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
