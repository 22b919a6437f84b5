// Swiss coordinates (LV95) and longitude and latitude (WGS84), one from the other.
/** Degrees; east and north of Greenwich and the equator. */
export interface LonLat {
  lon: number;
  lat: number;
}

/** Metres in the Swiss grid CH1903+ / LV95 (EPSG:2056): east 2 600 000, north 1 200 000 is the old observatory in Bern. */
export interface SwissGrid {
  east: number;
  north: number;
}

/** Six decimals of a degree are about ten centimetres: more would only pretend. */
export const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/**
 * Approximate formulas of the Federal Office of Topography (swisstopo, «Approximate formulas for the transformation between Swiss
 * projection coordinates and WGS84»): true to about a metre in Switzerland, which is what people point at.
 */
export function toSwissGrid({ lon, lat }: LonLat): SwissGrid {
  const phi = (lat * 3600 - 169028.66) / 10000;
  const lambda = (lon * 3600 - 26782.5) / 10000;
  return {
    east:
      2600072.37 +
      211455.93 * lambda -
      10938.51 * lambda * phi -
      0.36 * lambda * phi ** 2 -
      44.54 * lambda ** 3,
    north:
      1200147.07 +
      308807.95 * phi +
      3745.25 * lambda ** 2 +
      76.63 * phi ** 2 -
      194.56 * lambda ** 2 * phi +
      119.79 * phi ** 3,
  };
}

/** @returns degrees, not rounded */
export function fromSwissGrid({ east, north }: SwissGrid): LonLat {
  const y = (east - 2600000) / 1e6;
  const x = (north - 1200000) / 1e6;
  const lambda = 2.6779094 + 4.728982 * y + 0.791484 * y * x + 0.1306 * y * x ** 2 - 0.0436 * y ** 3;
  const phi =
    16.9023892 + 3.238272 * x - 0.270978 * y ** 2 - 0.002528 * x ** 2 - 0.0447 * y ** 2 * x - 0.014 * x ** 3;
  return { lon: (lambda * 100) / 36, lat: (phi * 100) / 36 };
}

/** Whether the point may lie in Switzerland: the box around it. */
export const isInSwitzerland = ({ lon, lat }: LonLat): boolean =>
  lon >= 5.95 && lon <= 10.5 && lat >= 45.8 && lat <= 47.82;

const thin = '\u202f';
const metres = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, thin);

/** `2 611 421 / 1 267 385`, with thin spaces, as on Swiss maps. */
export function printSwissGrid(point: LonLat): string {
  const { east, north } = toSwissGrid(point);
  return `${metres(east)} / ${metres(north)}`;
}

/** `47.556370, 7.592450`: latitude first, as most programs show and take it. */
export const printLonLat = ({ lon, lat }: LonLat): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
