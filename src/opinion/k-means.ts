// K-means as Polis runs it: the first different places are the start, so the same points always make the same clusters.
import type { Point } from './components.ts';

export interface Weighted {
  place: Point;
  /** How many people stand there. */
  weight: number;
}

export interface Cluster {
  center: Point;
  /** Indices of points, ascending. */
  members: readonly number[];
}

/** Centers that moved less than this are the same (Polis: `same-clustering?`). */
const still = 0.01;

/**
 * At most k clusters; those that lose all their members fall away.
 * @param mostSteps Polis: 100 for base clusters, 20 for groups
 */
export function kMeans(points: readonly Weighted[], k: number, mostSteps: number): Cluster[] {
  let clusters = assign(points, firstPlaces(points, k));
  for (let step = 0, before = firstPlaces(points, k); step < mostSteps; step++) {
    const centers = clusters.map(({ center }) => center);
    if (unmoved(centers, before)) break;
    before = centers;
    clusters = assign(points, centers);
  }
  return clusters;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function firstPlaces(points: readonly Weighted[], k: number): Point[] {
  const found = new Map<string, Point>();
  for (const { place } of points) {
    if (found.size >= k) break;
    if (!found.has(place.join())) found.set(place.join(), place);
  }
  return [...found.values()];
}

function unmoved(centers: readonly Point[], before: readonly Point[]): boolean {
  if (centers.length !== before.length) return false;
  const [now, then] = [centers, before].map((each) => each.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
  return now?.every((center, index) => distance(center, then?.[index] ?? center) < still) ?? true;
}

/** Each point to its nearest center (of two as near, the first), then each center to the middle of its points. */
function assign(points: readonly Weighted[], centers: readonly Point[]): Cluster[] {
  const clusters = centers.map(() => ({ members: [] as number[], x: 0, y: 0, weight: 0 }));
  points.forEach(({ place, weight }, index) => {
    const cluster = clusters[nearest(place, centers)];
    if (!cluster) return;
    cluster.members.push(index);
    cluster.x += place[0] * weight;
    cluster.y += place[1] * weight;
    cluster.weight += weight;
  });
  return clusters
    .filter(({ members }) => members.length > 0)
    .map(({ members, x, y, weight }) => ({ members, center: [x / weight, y / weight] }));
}

function nearest([x, y]: Point, centers: readonly Point[]): number {
  let [best, least] = [0, Infinity];
  for (let index = 0; index < centers.length; index++) {
    const center = centers[index];
    if (!center) continue;
    const squared = (center[0] - x) ** 2 + (center[1] - y) ** 2;
    if (squared < least) [best, least] = [index, squared];
  }
  return best;
}
