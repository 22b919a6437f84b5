// The two directions in which opinions differ most: principal components of the votes, by power iteration.
import { tallies, type VoteMatrix } from './matrix.ts';

/** A place on the map. */
export type Point = readonly [x: number, y: number];

export interface Components {
  /** Mean vote on each statement. */
  center: Float64Array;
  /** Two orthogonal directions of length one (of zeros, where nothing differs). */
  directions: readonly [Float64Array, Float64Array];
}

interface CentredRow {
  columns: Int32Array;
  /** Vote minus mean of its column. */
  values: Float64Array;
}

/** More than it takes where two directions differ at all in their weight. */
const mostSteps = 1000;
const still = 1e-20;
const goldenSection = (Math.sqrt(5) - 1) / 2;

/**
 * Principal components as Polis has them. Who did not vote on a statement counts as its mean, so rows stay sparse
 * once they are centred; columns of statements that are out are zeros. All voters count, also those with few votes.
 */
export function principalComponents(matrix: VoteMatrix): Components {
  const center = Float64Array.from(tallies(matrix), ({ agree, disagree, seen }, column) =>
    matrix.out[column] || seen === 0 ? 0 : (agree - disagree) / seen,
  );
  const rows = matrix.rows.map(({ columns, choices }) => ({
    columns,
    values: Float64Array.from(columns, (column, index) =>
      matrix.out[column] ? 0 : (choices[index] ?? 0) - (center[column] ?? 0),
    ),
  }));
  const first = heaviestDirection(rows, center.length, []);
  const second = heaviestDirection(rows, center.length, [first]);
  return { center, directions: [first, second] };
}

/** The direction with most variance that is orthogonal to those before. */
function heaviestDirection(
  rows: readonly CentredRow[],
  length: number,
  before: readonly Float64Array[],
): Float64Array {
  // Uneven on purpose: an even start is orthogonal to the direction between two statements that contradict each other.
  let current: Float64Array = Float64Array.from({ length }, (_, index) => 1 + ((index * goldenSection) % 1));
  for (let step = 0; step < mostSteps; step++) {
    const next = timesCovariance(rows, current);
    for (const each of before) addMultiple(next, -dot(next, each), each);
    const size = Math.sqrt(dot(next, next));
    // What is left when nothing differs any more is rounding.
    if (size < 1e-9) return new Float64Array(length);
    for (let index = 0; index < length; index++) next[index] = (next[index] ?? 0) / size;
    const moved = 2 - 2 * dot(next, current);
    current = next;
    if (step > 0 && Math.abs(moved) < still) break;
  }
  return current;
}

/** X'X v, one row of X after the other. */
function timesCovariance(rows: readonly CentredRow[], vector: Float64Array): Float64Array {
  const product = new Float64Array(vector.length);
  for (const { columns, values } of rows) {
    let inner = 0;
    for (let index = 0; index < columns.length; index++)
      inner += (values[index] ?? 0) * (vector[columns[index] ?? 0] ?? 0);
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] ?? 0;
      product[column] = (product[column] ?? 0) + inner * (values[index] ?? 0);
    }
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function addMultiple(to: Float64Array, factor: number, of: Float64Array): void {
  for (let index = 0; index < to.length; index++) to[index] = (to[index] ?? 0) + factor * (of[index] ?? 0);
}

/**
 * Each voter's place: the votes they cast along both directions, pushed outwards by how few they are, so that
 * who voted little does not end up in the middle only therefore. Statements that are out count as voted on.
 */
export function places(matrix: VoteMatrix, { center, directions }: Components): Point[] {
  const out = matrix.out.filter(Boolean).length;
  const [first, second] = directions;
  return matrix.rows.map(({ columns, choices }) => {
    let [x, y, cast] = [0, 0, out];
    columns.forEach((column, index) => {
      if (matrix.out[column]) return;
      const value = (choices[index] ?? 0) - (center[column] ?? 0);
      x += value * (first[column] ?? 0);
      y += value * (second[column] ?? 0);
      cast++;
    });
    const stretch = Math.sqrt(matrix.statements.length / Math.max(cast, 1));
    return [x * stretch, y * stretch];
  });
}
