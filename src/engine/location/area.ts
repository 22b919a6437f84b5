// An area on the map: the canton's outline, for the check of a place and for drawing.
import type { LonLat } from './swiss-grid.ts';

/** A ring of corners; the last is joined to the first. */
export type Ring = readonly LonLat[];

/** The canton on a map: roughly drawn, so generous that nobody inside is outside. */
export interface CantonArea {
  outline: Ring;
  /** Lines for orientation, the river above all. */
  rivers: readonly Ring[];
}

/** Whether a point lies inside a ring (ray casting). */
export function contains(ring: Ring, { lon, lat }: LonLat): boolean {
  let inside = false;
  ring.forEach((corner, index) => {
    const before = ring.at(index - 1) ?? corner;
    if (corner.lat > lat === before.lat > lat) return;
    const crossing =
      corner.lon + ((before.lon - corner.lon) * (lat - corner.lat)) / (before.lat - corner.lat);
    if (lon < crossing) inside = !inside;
  });
  return inside;
}
