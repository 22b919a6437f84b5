// /data/reports.csv and .json: all reports as everyone sees them, row by row as the database gives them; /meldungen.atom: the newest.
import { Readable } from 'node:stream';
import type { App } from '../../../kernel/app.ts';
import { atomFeed } from '../../../kernel/atom.ts';
import { csv } from '../../../kernel/csv.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitName } from '../../organisation/index.ts';
import { listReports, type ListedReport } from '../queries/list-reports.ts';
import { reportsTexts } from '../reports-texts.ts';
import { asState, listedStates, statesAsked } from '../states.ts';
import { filterParameters, filtersOf } from './list.tsx';
import { titleOf } from './report-words.tsx';

const columns = [
  ...['id', 'category', 'municipality', 'unit', 'state', 'lon', 'lat', 'place', 'requested', 'updated'],
  ...['due', 'supports', 'reopened', 'example', 'text'],
] as const;

const valuesOf = (each: ListedReport) => [
  ...[each.id, each.category, each.area, each.unit, each.state, each.lon ?? '', each.lat ?? ''],
  ...[each.place ?? '', each.requestedAt.toISOString(), each.updatedAt.toISOString(), each.dueOn],
  ...[each.supports, each.reopened, String(each.invented), each.text ?? ''],
];

/** As everyone may see a report, for programs. */
export const publicItem = (app: App, each: ListedReport) => ({
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

async function* portions(app: App): AsyncGenerator<ListedReport[]> {
  let after: string | undefined;
  do {
    const { items, next } = await listReports(app, { states: listedStates, limit: 1000, after });
    yield items;
    after = next ?? undefined;
  } while (after !== undefined);
}

async function* csvLines(app: App): AsyncGenerator<string> {
  yield csv([columns]);
  for await (const items of portions(app)) yield csv(items.map(valuesOf));
}

async function* jsonLines(app: App): AsyncGenerator<string> {
  let first = true;
  for await (const items of portions(app))
    for (const each of items) {
      yield `${first ? '[' : ','}\n${JSON.stringify(publicItem(app, each))}`;
      first = false;
    }
  yield first ? '[]\n' : '\n]\n';
}

const download = (type: string, name: string, lines: AsyncIterable<string>): Reply => ({
  status: 200,
  type: `${type}; charset=utf-8`,
  body: Readable.from(lines),
  headers: { 'content-disposition': `attachment; filename="${name}"` },
});

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const filters = filtersOf(request);
  const [after] = readPageKey(query['cursor'], 'number') ?? [];
  const asked = { ...filters, states: statesAsked(filters.state) };
  const { items, next } = await listReports(app, { ...asked, limit: 50, after });
  const newest = after === undefined ? items : (await listReports(app, { ...asked, limit: 50 })).items;
  const updated = Math.max(0, ...newest.map(({ updatedAt }) => updatedAt.getTime()));
  return atomFeed(request, {
    title: t('list.title'),
    author: app.canton.name[language],
    page: `/meldungen?${new URLSearchParams(filterParameters(filters))}`,
    updated: new Date(updated),
    entries: items.map((each) => ({
      key: `/meldungen/${each.id}`,
      title: titleOf(app, each, language),
      updated: each.updatedAt,
      published: each.requestedAt,
      path: `/meldungen/${each.id}`,
      summary: `${t(`state.${asState(each.state)}`)}. ${each.text ?? ''}`.trim(),
      author: unitName(app, each.unit, language),
    })),
    next,
    keyName: 'cursor',
  });
}

const file = { method: 'GET', may: everyone, kind: 'file', perMinute: 30 } as const;

export const exportRoutes: Route[] = [
  {
    ...file,
    url: '/data/reports.csv',
    summary: 'All reports as CSV',
    handle: ({ app }) => download('text/csv', 'reports.csv', csvLines(app)),
  },
  {
    ...file,
    url: '/data/reports.json',
    summary: 'All reports as JSON',
    handle: ({ app }) => download('application/json', 'reports.json', jsonLines(app)),
  },
  {
    ...file,
    perMinute: 600,
    url: '/meldungen.atom',
    summary: 'The newest reports as a feed (art, stand, gemeinde, cursor)',
    handle: feed,
  },
];
