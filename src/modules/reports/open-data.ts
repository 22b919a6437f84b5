// All reports as open data, as everyone sees them: a portion at a time, as the database gives them.
import type { App } from '../../kernel/app.ts';
import type { OpenDataset, OpenRow } from '../../kernel/open-data.ts';
import { openDataTexts } from './open-data-texts.ts';
import { listReports, type ListedReport } from './queries/list-reports.ts';
import { listedStates } from './states.ts';

const row = (each: ListedReport): OpenRow => [
  ...[each.id, each.category, each.area, each.unit, each.state, each.lon, each.lat, each.place],
  ...[each.requestedAt.toISOString(), each.updatedAt.toISOString(), each.dueOn, each.supports, each.reopened],
  ...[each.invented, each.text],
];

async function* rows(app: App): AsyncGenerator<OpenRow[]> {
  let after: string | undefined;
  do {
    const { items, next } = await listReports(app, { states: listedStates, limit: 1000, after });
    yield items.map(row);
    after = next ?? undefined;
  } while (after !== undefined);
}

const optional = true;

const reportsSet: OpenDataset = {
  id: 'reports',
  texts: openDataTexts,
  purpose: 'reports',
  licence: 'open',
  frequency: 'continuous',
  theme: 'REGI',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'category', type: 'string' },
    { name: 'municipality', type: 'string' },
    { name: 'unit', type: 'string' },
    { name: 'state', type: 'string' },
    { name: 'lon', type: 'number', optional },
    { name: 'lat', type: 'number', optional },
    { name: 'place', type: 'string', optional },
    { name: 'requested', type: 'datetime' },
    { name: 'updated', type: 'datetime' },
    { name: 'due', type: 'date', optional },
    { name: 'supports', type: 'integer' },
    { name: 'reopened', type: 'integer' },
    { name: 'example', type: 'boolean' },
    { name: 'text', type: 'string', optional },
  ],
  key: ['id'],
  rows,
  suppress: 'public',
  keepsVersions: false,
  page: '/meldungen',
};

export const reportsOpenData: readonly OpenDataset[] = [reportsSet];
