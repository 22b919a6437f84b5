// Which statement somebody sees next: as Polis' routing weighs it, but repeatable, since chance comes from a seed.
import { places, type Components } from './components.ts';
import type { Tally, VoteMatrix } from './matrix.ts';
import { likelihood } from './proportions.ts';

/**
 * How much a vote on a statement would tell: much where opinions differ along the map, where few pass and many agree,
 * and where it has hardly been seen (Polis: `priority-metric`).
 * @param extremity how far from the middle of the map its statement lies
 */
export function priority({ agree, disagree, seen }: Tally, extremity: number): number {
  const passes = likelihood(seen - agree - disagree, seen);
  const importance = (1 - passes) * (extremity + 1) * likelihood(agree, seen);
  return (importance * (1 + 8 * 2 ** (-seen / 5))) ** 2;
}

/** Of each column, the distance from the middle of somebody who voted only on it, and disagreed. */
export function extremities(matrix: VoteMatrix, components: Components): number[] {
  const lone = matrix.statements.map((_, column) => ({
    voter: '',
    columns: Int32Array.of(column),
    choices: Int8Array.of(-1),
  }));
  const nothingOut = matrix.statements.map(() => false);
  return places({ ...matrix, rows: lone, out: nothingOut }, components).map(([x, y]) => Math.hypot(x, y));
}

/**
 * @param open statements that may be shown and that this person has not voted on, with their priorities
 * @param seed the same for the same person at the same moment, so that a reload shows the same statement
 * @returns undefined where nothing is open
 */
export function nextStatement<T extends { priority: number }>(
  open: readonly T[],
  seed: string,
): T | undefined {
  const total = open.reduce((sum, each) => sum + each.priority, 0);
  let left = fraction(seed) * total;
  for (const each of open) {
    left -= each.priority;
    if (left < 0) return each;
  }
  return open.at(-1);
}

/** From 0 up to 1, even and repeatable (FNV-1a, then MurmurHash3's finish). Not secret. */
function fraction(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++)
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
