// `GET /api/v1/reports`, `/{id}`, `/categories`, `/map`: what was reported, what can be, and the cells of a map.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { levelFor, readBox } from '../grid.ts';
import { titleOf } from '../pages/report-words.tsx';
import { listReports, type ListedReport } from '../queries/list-reports.ts';
import { reportsOnMap } from '../queries/map-reports.ts';
import { publicReport } from '../queries/one-report.ts';
import { reportsOf } from '../reports-state.ts';
import { listedStates, states, statesAsked } from '../states.ts';

/** As everyone may see a report, for programs. */
const publicItem = (app: App, each: ListedReport) => ({
  id: String(each.id),
  category: each.category,
  municipality: each.area,
  unit: each.unit,
  state: each.state,
  lon: each.lon,
  lat: each.lat,
  place: each.place,
  requestedAt: each.requestedAt.toISOString(),
  updatedAt: each.updatedAt.toISOString(),
  due: each.dueOn,
  supports: each.supports,
  reopened: each.reopened,
  example: each.invented,
  text: each.text,
  url: `${app.config.baseUrl}/meldungen/${each.id}`,
});

const Nullable = Type.Union([Type.String(), Type.Null()]);
const Degree = Type.Union([Type.Number(), Type.Null()]);
const itemProperties = {
  id: Type.String(),
  category: Type.String(),
  municipality: Type.String(),
  unit: Type.String(),
  state: Type.Enum([...states]),
  lon: Degree,
  lat: Degree,
  place: Nullable,
  requestedAt: Type.String(),
  updatedAt: Type.String(),
  due: Type.String(),
  supports: Type.Integer(),
  reopened: Type.Integer(),
  example: Type.Boolean(),
  text: Nullable,
  url: Type.String(),
};
const Item = Type.Object(itemProperties);
const Whole = Type.Object({
  ...itemProperties,
  mergedInto: Nullable,
  steps: Type.Array(
    Type.Object({
      at: Type.String(),
      kind: Type.String(),
      state: Type.String(),
      unit: Type.String(),
      text: Type.String(),
    }),
  ),
  next: Nullable,
});

async function list({ app, query }: Request) {
  const { byId } = reportsOf(app);
  if (query['category'] !== undefined && !byId.has(query['category'])) throw new Fault('NOT_FOUND');
  const [after] = readPageKey(query['cursor'], 'number') ?? [];
  const { items, next } = await listReports(app, {
    states: statesAsked(query['state']),
    category: query['category'],
    area: query['municipality'],
    limit: 100,
    after,
  });
  return json({ items: items.map((each) => publicItem(app, each)), next });
}

async function one({ app, params, query }: Request) {
  const [before] = readPageKey(query['cursor'], 'number') ?? [];
  const report = await publicReport(app, params['id'] ?? '', before);
  if (!report) throw new Fault('NOT_FOUND');
  return json({
    ...publicItem(app, report),
    mergedInto: report.mergedInto === null ? null : String(report.mergedInto),
    steps: report.steps.map(({ at, kind, state, unit, note }) => ({
      ...{ at: at.toISOString(), kind, state, unit, text: note },
    })),
    next: report.olderSteps === null ? null : String(report.olderSteps),
  });
}

async function map({ app, query, language }: Request) {
  const box = readBox(query['bbox']);
  if (!box || levelFor(box) === undefined) throw new Fault('BAD_REQUEST');
  const found = await reportsOnMap(app, {
    box,
    category: query['category'],
    open: query['open'] !== 'false',
  });
  return json({
    clusters: found?.clusters ?? [],
    points: (found?.points ?? []).map(({ id, category, area, state, lon, lat }) => ({
      ...{ id: String(id), category, state, lon, lat },
      title: titleOf(app, { category, area, place: null, lon, lat }, language),
      url: `/meldungen/${id}`,
    })),
  });
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const Word = Type.Optional(Type.String({ maxLength: 40 }));

export const publicReportsApi: Route[] = [
  {
    ...api,
    url: '/api/v1/reports',
    summary: 'What was reported, newest first',
    schema: {
      query: Type.Object({
        category: Word,
        state: Type.Optional(Type.Enum(['offen', 'geschlossen', ...listedStates])),
        municipality: Word,
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Item), next: Nullable }) },
    },
    handle: list,
  },
  {
    ...api,
    url: '/api/v1/reports/categories',
    summary: 'What can be reported, with the unit by municipality and the promised working days',
    schema: {
      query: Type.Object({ lang: Lang }),
      reply: {
        200: Type.Object({
          items: Type.Array(
            Type.Object({
              id: Type.String(),
              name: Type.String(),
              description: Type.String(),
              units: Type.Record(Type.String(), Type.String()),
              days: Type.Integer(),
            }),
          ),
          next: Nullable,
        }),
      },
    },
    handle: ({ app, language }) =>
      json({
        items: reportsOf(app).categories.map(({ id, name, description, units, days }) => ({
          ...{ id, name: name[language], description: description[language], units, days },
        })),
        next: null,
      }),
  },
  {
    ...api,
    url: '/api/v1/reports/map',
    summary:
      'Reports in a box (bbox west,south,east,north): counted by cell, or one by one where they are few',
    schema: {
      query: Type.Object({
        bbox: Type.String({ maxLength: 120 }),
        category: Word,
        open: Type.Optional(Type.Enum(['true', 'false'])),
        lang: Lang,
      }),
      reply: {
        200: Type.Object({
          clusters: Type.Array(
            Type.Object({ lon: Type.Number(), lat: Type.Number(), count: Type.Integer() }),
          ),
          points: Type.Array(
            Type.Object({
              id: Type.String(),
              category: Type.String(),
              state: Type.String(),
              lon: Type.Number(),
              lat: Type.Number(),
              title: Type.String(),
              url: Type.String(),
            }),
          ),
        }),
      },
    },
    handle: map,
  },
  {
    ...api,
    url: '/api/v1/reports/:id',
    summary: 'One report with the newest steps of its history; next leads to those before them',
    schema: {
      params: Type.Object({ id: Type.String({ maxLength: 20 }) }),
      query: Type.Object({ cursor: Cursor, lang: Lang }),
      reply: { 200: Whole },
    },
    handle: one,
  },
];
