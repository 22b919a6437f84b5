// The grid of the map: cells of a thousandth of a degree, and two coarser sizes; what is near is found by ordinary indexes.
import type { LonLat } from '../../engine/index.ts';

/** Cells of a size have four times the edge of those below: about 100 m, 400 m, 1.6 km. */
export const levels = [0, 1, 2] as const;
export type Level = (typeof levels)[number];
const perDegree = 1000;

export interface Cell {
  row: number;
  col: number;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function cellAt({ lon, lat }: LonLat, level: Level = 0): Cell {
  const edge = 4 ** level;
  return {
    row: Math.floor(Math.floor(lat * perDegree) / edge),
    col: Math.floor(Math.floor(lon * perDegree) / edge),
  };
}

/** The middle of a cell. */
export function middleOf({ row, col }: Cell, level: Level): LonLat {
  const edge = 4 ** level / perDegree;
  return { lon: (col + 0.5) * edge, lat: (row + 0.5) * edge };
}

/** Metres on the ground; over such distances the earth is flat. */
export function metresBetween(one: LonLat, other: LonLat): number {
  const metresPerDegree = 111_320;
  const squeeze = Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(
    (one.lat - other.lat) * metresPerDegree,
    (one.lon - other.lon) * metresPerDegree * squeeze,
  );
}

/** The cells that a circle touches; radii are up to 200 m, so they are few. */
export function cellsAround(
  point: LonLat,
  metres: number,
): { rows: [number, number]; cols: [number, number] } {
  const up = metres / 111_320;
  const aside = up / Math.cos((point.lat * Math.PI) / 180);
  const low = cellAt({ lon: point.lon - aside, lat: point.lat - up });
  const high = cellAt({ lon: point.lon + aside, lat: point.lat + up });
  return { rows: [low.row, high.row], cols: [low.col, high.col] };
}

/** About as many cells as a map can show side by side. */
const mostCells = 400;

/** The finest size of cells at which a box has few enough of them; undefined: it is larger than any map of the canton. */
export function levelFor(box: Box): Level | undefined {
  return levels.find((level) => {
    const low = cellAt({ lon: box.west, lat: box.south }, level);
    const high = cellAt({ lon: box.east, lat: box.north }, level);
    return (high.row - low.row + 1) * (high.col - low.col + 1) <= mostCells;
  });
}

/** `west,south,east,north` in degrees, as GeoJSON orders them (RFC 7946, 5). */
export function readBox(text: string | undefined): Box | undefined {
  const numbers = (text ?? '').split(',').map(Number);
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
  const sound = numbers.length === 4 && numbers.every(Number.isFinite) && west < east && south < north;
  const onEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return sound && onEarth ? { west, south, east, north } : undefined;
}
