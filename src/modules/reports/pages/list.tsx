// /meldungen: all reports on a map, as a list or as a table, by kind, state and municipality; newest first, by key.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Form,
  Hints,
  MoreLink,
  PlaceMap,
  Rows,
  Table,
  Top,
  Wrap,
  formatDate,
  formatNumber,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { areaOf } from '../../organisation/index.ts';
import { listReports, reportCount, type ListedReport } from '../queries/list-reports.ts';
import { reportsOnMap, type MapCluster } from '../queries/map-reports.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { statesAsked } from '../states.ts';
import { areaName, categoryName, reportRow, StateOf, titleOf } from './report-words.tsx';

const pageSize = 30;
const stateFilters = [
  'offen',
  'geschlossen',
  'reported',
  'working',
  'fixed',
  'elsewhere',
  'declined',
] as const;

export interface Filters {
  category: string | undefined;
  area: string | undefined;
  state: string | undefined;
}

/** What the address asks for; what there is not is left out. */
export function filtersOf({ app, query }: Request): Filters {
  const { byId, areas } = reportsOf(app);
  const category = query['art'] ?? '';
  return {
    category: byId.has(category) ? category : undefined,
    area: areas.find(({ id }) => id === query['gemeinde'])?.id,
    state: stateFilters.find((each) => each === query['stand']),
  };
}

export const filterParameters = ({ category, area, state }: Filters): Record<string, string> => ({
  ...(category === undefined ? {} : { art: category }),
  ...(area === undefined ? {} : { gemeinde: area }),
  ...(state === undefined ? {} : { stand: state }),
});

async function show(request: Request) {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const filters = filtersOf(request);
  const [after] = readPageKey(query['cursor'], 'number') ?? [];
  const asked = { ...filters, states: statesAsked(filters.state) };
  const { items, next } = await listReports(app, { ...asked, limit: pageSize, after });
  const count = await reportCount(app, asked);
  const asTable = query['ansicht'] === 'tabelle';
  const address = (more: Record<string, string>) =>
    `/meldungen?${new URLSearchParams({ ...filterParameters(filters), ...more })}`;
  const view = asTable ? { ansicht: 'tabelle' } : {};
  return page(request, {
    title: t('list.title'),
    description: t('list.description', { canton: app.canton.name[language] }),
    indexed: true,
    feed: {
      href: `/meldungen.atom?${new URLSearchParams(filterParameters(filters))}`,
      title: t('list.title'),
    },
    scripts: after === undefined ? ['reportsMap'] : [],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('list.title')}
          lead={t('list.lead')}
          action={
            <Button go href="/melden">
              {t('list.report')}
            </Button>
          }
        />
        {after === undefined ? await MapBand({ request, filters }) : null}
        <Band
          id="meldungen"
          title={t('list.all')}
          note={t('list.count', { count, number: formatNumber(count, language) })}
          full={asTable}
        >
          <FilterForm request={request} filters={filters} table={asTable} />
          <Hints
            links={
              asTable
                ? [{ label: t('list.asList'), href: address({}) }]
                : [{ label: t('list.asTable'), href: address({ ansicht: 'tabelle' }) }]
            }
          />
          {items.length === 0 ? (
            <EmptyState text={t('list.none')} />
          ) : asTable ? (
            <ReportsTable request={request} items={items} />
          ) : (
            <Rows items={items.map((each) => reportRow(app, each, language))} />
          )}
          {next === null ? null : (
            <MoreLink href={address({ ...view, cursor: next })} label={t('list.further')} />
          )}
        </Band>
        <Band id="daten" title={t('list.data')} last>
          <Hints
            links={[
              { label: t('list.csv'), href: '/data/reports.csv' },
              { label: t('list.json'), href: '/data/reports.json' },
              { label: 'Open311', href: '/open311/v2/discovery.xml' },
              { label: t('list.feed'), href: `/meldungen.atom` },
            ]}
          />
        </Band>
      </Wrap>
    ),
  });
}

/** Counts of the coarsest cells: the same for a hundred as for a million. */
async function MapBand({ request, filters }: { request: Request; filters: Filters }): Promise<VNode> {
  const { app, language } = request;
  const t = reportsTexts(language);
  const shape = areaOf(app);
  const lons = shape.outline.map(({ lon }) => lon);
  const lats = shape.outline.map(({ lat }) => lat);
  const box = {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
  const open = filters.state !== 'geschlossen';
  const found = await reportsOnMap(app, { box, category: filters.category, open });
  const clusters: MapCluster[] = [
    ...(found?.clusters ?? []),
    ...(found?.points ?? []).map(({ lon, lat }) => ({ lon, lat, count: 1 })),
  ];
  const total = clusters.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...clusters.map(({ count }) => count));
  const { tiles, attribution } = app.config.map;
  const words = uiLabels(language).location;
  const config = {
    ...app.assets.map,
    ...(tiles === undefined ? {} : { tiles, attribution }),
    source: `/api/v1/reports/map?${new URLSearchParams({
      open: String(open),
      ...(filters.category === undefined ? {} : { category: filters.category }),
      lang: language,
    })}`,
    words: {
      open: t('map.open'),
      map: t('map.label'),
      zoomIn: words.zoomIn,
      zoomOut: words.zoomOut,
      rough: words.rough,
      failed: t('map.failed'),
      cluster: t('map.cluster'),
    },
    outline: shape.outline.map(({ lon, lat }) => [lon, lat]),
    rivers: shape.rivers.map((river) => river.map(({ lon, lat }) => [lon, lat])),
  };
  return (
    <Band id="karte" title={t(open ? 'map.title' : 'map.titleClosed')} note={t('map.note')}>
      <div data-reports-map={JSON.stringify(config)}>
        <div data-static>
          <PlaceMap
            shape={shape}
            points={clusters.map(({ lon, lat, count }) => ({
              lon,
              lat,
              size: count === 1 ? 4 : 4 + 8 * Math.sqrt(count / most),
            }))}
            label={t('map.drawing', { count: total })}
          />
          <p class="small quiet">{words.rough}</p>
        </div>
      </div>
    </Band>
  );
}

function FilterForm({ request, filters, table }: { request: Request; filters: Filters; table: boolean }) {
  const { app, language } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const { categories, areas } = reportsOf(app);
  const select = { labels, as: 'select' as const };
  return (
    <Form
      plain
      method="get"
      action="/meldungen"
      label={t('filter.label')}
      hidden={table ? { ansicht: 'tabelle' } : {}}
    >
      <Choice
        {...select}
        id="art"
        name="art"
        label={t('filter.category')}
        value={filters.category}
        options={categories.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <Choice
        {...select}
        id="stand"
        name="stand"
        label={t('filter.state')}
        value={filters.state}
        options={stateFilters.map((each) => ({ value: each, label: t(`filter.${each}`) }))}
      />
      <Choice
        {...select}
        id="gemeinde"
        name="gemeinde"
        label={t('filter.area')}
        value={filters.area}
        options={areas.map(({ id }) => ({ value: id, label: areaName(app, id) }))}
      />
      <Buttons>
        <Button variant="secondary">{t('filter.show')}</Button>
      </Buttons>
    </Form>
  );
}

function ReportsTable({ request, items }: { request: Request; items: readonly ListedReport[] }): VNode {
  const { app, language } = request;
  const t = reportsTexts(language);
  return (
    <Table
      id="tabelle"
      caption={t('list.title')}
      hideCaption
      columns={[
        { label: t('table.number') },
        { label: t('table.what') },
        { label: t('table.area') },
        { label: t('table.state') },
        { label: t('table.since'), nowrap: true },
        { label: t('table.supports'), numeric: true },
      ]}
      rows={items.map((each) => ({
        key: each.id,
        cells: [
          <a href={`/meldungen/${each.id}`}>
            {each.id}
            <span class="ds-sr-only"> {categoryName(app, each.category, language)}</span>
          </a>,
          titleOf(app, each, language),
          areaName(app, each.area),
          <StateOf state={each.state} language={language} />,
          formatDate(swissDay(each.requestedAt), language, 'short'),
          formatNumber(each.supports, language, { table: true }),
        ],
      }))}
    />
  );
}

export const listRoutes: Route[] = [
  {
    method: 'GET',
    url: '/meldungen',
    may: everyone,
    kind: 'page',
    summary: 'Reports on a map, as a list or table (art, stand, gemeinde, ansicht, cursor)',
    handle: show,
  },
];
