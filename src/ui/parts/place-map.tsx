/** A rough map as a drawing: an outline, rivers, and a point. Works without script and on paper. */
import type { VNode } from 'preact';

/** Degrees, WGS84. @public */
export interface MapPoint {
  lon: number;
  lat: number;
}

/** @public */
export interface MapShape {
  outline: readonly MapPoint[];
  rivers: readonly (readonly MapPoint[])[];
}

export interface PlaceMapProps {
  shape: MapShape;
  /** The point that it is about. */
  point?: MapPoint | undefined;
  /** Others, drawn small, or as large as they say. */
  points?: readonly (MapPoint & { size?: number })[] | undefined;
  /** What the drawing shows (WCAG 1.1.1); the coordinates stand beside it in words. */
  label: string;
}

const width = 480;
const margin = 12;

/** Degrees as units of the drawing: near one place a degree of longitude is cos(latitude) of one of latitude. */
function projection({ outline }: MapShape, shown: readonly MapPoint[]) {
  const lons = [...outline, ...shown].map(({ lon }) => lon);
  const lats = [...outline, ...shown].map(({ lat }) => lat);
  const west = Math.min(...lons);
  const north = Math.max(...lats);
  const squeeze = Math.cos((((north + Math.min(...lats)) / 2) * Math.PI) / 180);
  const scale = (width - 2 * margin) / ((Math.max(...lons) - west) * squeeze || 1);
  const height = (north - Math.min(...lats)) * scale + 2 * margin;
  const at = ({ lon, lat }: MapPoint): [number, number] => [
    margin + (lon - west) * squeeze * scale,
    margin + (north - lat) * scale,
  ];
  return { height, at };
}

/** Lines and colours come from the style sheet, so that the drawing follows light, dark and print. */
export function PlaceMap({ shape, point, points = [], label }: PlaceMapProps): VNode {
  const { height, at } = projection(shape, point ? [point, ...points] : points);
  const line = (corners: readonly MapPoint[]) =>
    corners
      .map((corner) =>
        at(corner)
          .map((each) => each.toFixed(1))
          .join(','),
      )
      .join(' ');
  const place = point && at(point);
  return (
    <svg class="place-map" viewBox={`0 0 ${width} ${height.toFixed(0)}`} role="img" aria-label={label}>
      <polygon class="land" points={line(shape.outline)} />
      {shape.rivers.map((river, index) => (
        <polyline key={index} class="river" points={line(river)} />
      ))}
      {points.map((each, index) => {
        const [x, y] = at(each);
        const size = (each.size ?? 4).toFixed(1).replace(/\.0$/, '');
        return <circle key={index} class="dot" cx={x.toFixed(1)} cy={y.toFixed(1)} r={size} />;
      })}
      {place ? (
        <>
          <circle class="spot" cx={place[0].toFixed(1)} cy={place[1].toFixed(1)} r="9" />
          <circle class="dot" cx={place[0].toFixed(1)} cy={place[1].toFixed(1)} r="3" />
        </>
      ) : null}
    </svg>
  );
}
