// How well clusters are apart: the silhouette (Rousseeuw 1987), by which the number of groups is chosen.
import type { Point } from './components.ts';
import { distance, type Cluster } from './k-means.ts';

/** Mean over all points, -1 to 1; who is alone in a cluster counts 0. @returns 0 where there are no two clusters */
export function silhouette(places: readonly Point[], clusters: readonly Cluster[]): number {
  if (clusters.length < 2) return 0;
  const values = clusters.flatMap((own) =>
    own.members.map((member) => ofPoint(member, own, places, clusters)),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ofPoint(
  member: number,
  own: Cluster,
  places: readonly Point[],
  clusters: readonly Cluster[],
): number {
  if (own.members.length === 1) return 0;
  const from = places[member];
  const meanDistance = (others: readonly number[]) =>
    others.reduce((sum, other) => {
      const to = places[other];
      return from && to ? sum + distance(from, to) : sum;
    }, 0) / others.length;
  const inside = meanDistance(own.members.filter((other) => other !== member));
  const outside = Math.min(
    ...clusters.filter((cluster) => cluster !== own).map(({ members }) => meanDistance(members)),
  );
  const most = Math.max(inside, outside);
  return most === 0 ? 0 : (outside - inside) / most;
}
