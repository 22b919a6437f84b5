// The map: how many reports lie in which cell, from counts that are kept; nearby, the reports themselves.
import { sql } from 'kysely';
import type { LonLat } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { cellAt, cellsAround, levelFor, metresBetween, middleOf, type Box } from '../grid.ts';
import { isOpen, type ReportState } from '../states.ts';

export interface MapCluster extends LonLat {
  count: number;
}

export interface MapPoint extends LonLat {
  id: number;
  category: string;
  area: string;
  state: ReportState;
}

interface WantedMap {
  box: Box;
  category?: string | undefined;
  open: boolean;
}

/** Below as many the reports are shown one by one. */
const mostPoints = 150;

/** @returns undefined for a box larger than any map of the canton */
export async function reportsOnMap(
  app: App,
  { box, category, open }: WantedMap,
): Promise<{ clusters: MapCluster[]; points: MapPoint[] } | undefined> {
  const level = levelFor(box);
  if (level === undefined) return undefined;
  const low = cellAt({ lon: box.west, lat: box.south }, level);
  const high = cellAt({ lon: box.east, lat: box.north }, level);
  const cells = await app.db
    .selectFrom('reports.cell')
    .select(['cell_row as row', 'cell_col as col'])
    .select(({ fn }) => fn.sum<string>('count').as('count'))
    .where('level', '=', level)
    .where('cell_row', '>=', low.row)
    .where('cell_row', '<=', high.row)
    .where('cell_col', '>=', low.col)
    .where('cell_col', '<=', high.col)
    .where('open', '=', open)
    .$if(category !== undefined, (query) => query.where('category', '=', category ?? ''))
    .groupBy(['cell_row', 'cell_col'])
    .having(({ fn }) => fn.sum('count'), '>', 0)
    .execute();
  const total = cells.reduce((sum, { count }) => sum + Number(count), 0);
  if (total <= mostPoints)
    return { clusters: [], points: await pointsIn(app, { box, category, open }, total) };
  return {
    clusters: cells.map(({ row, col, count }) => ({
      ...middleOf({ row, col }, level),
      count: Number(count),
    })),
    points: [],
  };
}

/** @param most as many as the cells say that there are */
async function pointsIn(app: App, { box, category, open }: WantedMap, most: number): Promise<MapPoint[]> {
  if (most === 0) return [];
  const low = cellAt({ lon: box.west, lat: box.south });
  const high = cellAt({ lon: box.east, lat: box.north });
  const { rows } = await sql<MapPoint>`
    select r.id, r.category, r.area, r.state, r.lon, r.lat from reports.report r
    where r.cell_row between ${low.row} and ${high.row} and r.cell_col between ${low.col} and ${high.col}
      and ${open ? sql`r.state in ('reported', 'working')` : sql`r.state in ('fixed', 'elsewhere', 'declined')`}
      ${category === undefined ? sql`` : sql`and r.category = ${category}`}
    order by r.id desc limit ${mostPoints}`.execute(app.db);
  return rows;
}

export interface NearReport extends MapPoint {
  metres: number;
  requestedAt: Date;
  supports: number;
}

const mostNear = 5;

/** Open reports of the same kind around a point, the nearest first: perhaps it was reported already. */
export async function reportsNear(
  app: App,
  { point, category, metres }: { point: LonLat; category: string; metres: number },
): Promise<NearReport[]> {
  const { rows, cols } = cellsAround(point, metres);
  const found = await app.db
    .selectFrom('reports.report')
    .select(['id', 'category', 'area', 'state', 'lon', 'lat', 'requested_at as requestedAt', 'supports'])
    .where('cell_row', '>=', rows[0])
    .where('cell_row', '<=', rows[1])
    .where('cell_col', '>=', cols[0])
    .where('cell_col', '<=', cols[1])
    .where('category', '=', category)
    .where('state', 'in', ['reported', 'working'])
    // As many as a street ever has; a flood in one cell must not be sorted whole.
    .limit(300)
    .execute();
  return found
    .flatMap(({ lon, lat, state, ...row }) => {
      if (lon === null || lat === null || !isOpen(state)) return [];
      const away = metresBetween(point, { lon, lat });
      return away > metres
        ? []
        : [{ ...row, lon, lat, state: state as ReportState, metres: Math.round(away) }];
    })
    .sort((one, other) => one.metres - other.metres)
    .slice(0, mostNear);
}
