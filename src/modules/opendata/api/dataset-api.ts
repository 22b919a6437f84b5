// `GET /api/v1/datasets`, `/{id}`, `/{id}/versions`: what is open, what its columns mean, what changed when.
import { Type, type Static } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { openTypes, type OpenDataset } from '../../../kernel/open-data.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { licenceOf } from '../licence.ts';
import { findSets, longestQuery } from '../queries/find-sets.ts';
import { newestVersions, versionsOf, type Newest, type Version } from '../queries/versions.ts';
import { keywordsOf, openSet, publisherOf, wordsOf } from '../sets.ts';

const pageSize = 50;
const Nullable = Type.Union([Type.String(), Type.Null()]);
const Uri = Type.String({ format: 'uri' });

const VersionReply = Type.Object({
  number: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  change: Type.Enum(['first', 'rows', 'columns']),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  sha256: Type.String({ description: 'Of the CSV' }),
  csv: Type.Union([Uri, Type.Null()], {
    description: 'The version itself; null where only its checksum is kept',
  }),
  json: Type.Union([Uri, Type.Null()]),
});

const DatasetItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  keywords: Type.Array(Type.String()),
  publisher: Type.Object({ id: Type.String(), name: Type.String() }),
  licence: Uri,
  frequency: Type.Enum(['continuous', 'daily', 'monthly']),
  suppressed: Type.Boolean({ description: 'Whether small counts are hidden (empty)' }),
  newest: Type.Union([VersionReply, Type.Null()]),
  checkedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  url: Uri,
  csv: Uri,
  json: Uri,
  schema: Uri,
  table: Uri,
  csvw: Uri,
});

const DatasetReply = Type.Object({
  ...DatasetItem.properties,
  key: Type.Array(Type.String()),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Enum([...openTypes]),
      optional: Type.Boolean(),
      meaning: Type.String(),
    }),
  ),
});

function versionReply(app: App, version: Version): Static<typeof VersionReply> {
  const { dataset, number, madeAt, change, rows, bytes, sha256, whole } = version;
  const at = (format: string) =>
    whole ? `${app.config.baseUrl}/data/${dataset}/versions/${number}.${format}` : null;
  return {
    ...{ number, at: madeAt.toISOString(), change, rows, bytes, sha256 },
    ...{ csv: at('csv'), json: at('json') },
  };
}

function datasetItem(
  app: App,
  set: OpenDataset,
  newest: Newest | undefined,
  language: Language,
): Static<typeof DatasetItem> {
  const { baseUrl } = app.config;
  const publisher = publisherOf(app, set);
  const data = `${baseUrl}/data/${set.id}`;
  return {
    id: set.id,
    title: wordsOf(set, language, 'title'),
    description: wordsOf(set, language, 'description'),
    keywords: keywordsOf(set, language),
    publisher: { id: publisher, name: unitName(app, publisher, language) },
    licence: licenceOf(set.licence),
    frequency: set.frequency,
    suppressed: set.suppress !== 'public',
    newest: newest ? versionReply(app, newest) : null,
    checkedAt: newest?.checkedAt.toISOString() ?? null,
    url: `${baseUrl}/daten/${set.id}`,
    csv: `${data}.csv`,
    json: `${data}.json`,
    schema: `${data}.schema.json`,
    table: `${data}.table.json`,
    csvw: `${data}.csv-metadata.json`,
  };
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const Id = Type.Object({ id: Type.String({ maxLength: 60 }) });

export const datasetApi: Route[] = [
  {
    ...api,
    url: '/api/v1/datasets',
    summary: 'Open data: the data sets, by id, or those in which words occur',
    schema: {
      query: Type.Object({
        q: Type.Optional(
          Type.String({ description: `Words; the first ${longestQuery} characters are read` }),
        ),
        lang: Lang,
        cursor: Cursor,
      }),
      reply: { 200: Type.Object({ items: Type.Array(DatasetItem), next: Nullable }) },
    },
    async handle({ app, language, query }) {
      const after = query['cursor'];
      const { items, next } = findSets(app, language, { q: query['q'] ?? '', after, limit: pageSize });
      const newest = await newestVersions(
        app,
        items.map(({ id }) => id),
      );
      return json({ items: items.map((set) => datasetItem(app, set, newest.get(set.id), language)), next });
    },
  },
  {
    ...api,
    url: '/api/v1/datasets/:id',
    summary: 'A data set with its columns and what they mean',
    schema: { params: Id, query: Type.Object({ lang: Lang }), reply: { 200: DatasetReply } },
    async handle({ app, language, params }) {
      const set = openSet(app, params['id']);
      const newest = (await newestVersions(app, [set.id])).get(set.id);
      return json({
        ...datasetItem(app, set, newest, language),
        key: set.key,
        columns: set.columns.map(({ name, type, optional = false }) => ({
          ...{ name, type, optional },
          meaning: wordsOf(set, language, name),
        })),
      });
    },
  },
  {
    ...api,
    url: '/api/v1/datasets/:id/versions',
    summary: 'What changed in a data set when, newest first, with checksums',
    schema: {
      params: Id,
      query: Type.Object({ cursor: Cursor, lang: Lang }),
      reply: { 200: Type.Object({ items: Type.Array(VersionReply), next: Nullable }) },
    },
    async handle({ app, params, query }) {
      const set = openSet(app, params['id']);
      const [before] = readPageKey(query['cursor'], 'number') ?? [];
      const { items, next } = await versionsOf(app, set.id, { limit: pageSize, before });
      return json({ items: items.map((each) => versionReply(app, each)), next });
    },
  },
];
