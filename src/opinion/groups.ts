// Groups of people who vote alike: a hundred base clusters of people, then two to five groups of these, as Polis does.
import type { Point } from './components.ts';
import { kMeans } from './k-means.ts';
import { silhouette } from './silhouette.ts';

const baseClusters = 100;
const baseSteps = 100;
const groupSteps = 20;
const mostGroups = 5;

/**
 * @param places of the people, in the order of their ids
 * @returns indices of people by group, the largest group first; a single group where all stand at one place, none without people
 */
export function groupPlaces(places: readonly Point[]): number[][] {
  if (places.length === 0) return [];
  const people = places.map((place) => ({ place, weight: 1 }));
  const bases = kMeans(people, baseClusters, baseSteps);
  const points = bases.map(({ center, members }) => ({ place: center, weight: members.length }));
  const centers = bases.map(({ center }) => center);
  // More groups only where there are places enough to tell them apart (Polis: `max-k-fn`).
  const most = Math.min(mostGroups, bases.length, 2 + Math.floor(bases.length / 12));
  let best = { clusters: kMeans(points, 1, groupSteps), value: -Infinity };
  for (let k = 2; k <= most; k++) {
    const clusters = kMeans(points, k, groupSteps);
    const value = silhouette(centers, clusters);
    if (value > best.value) best = { clusters, value };
  }
  return best.clusters
    .map(({ members }) => members.flatMap((base) => bases[base]?.members ?? []).sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
