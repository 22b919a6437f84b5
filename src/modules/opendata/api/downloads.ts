// `/data/{dataset}.csv`, `.json`, their schemas, and kept versions: for people and programs from anywhere.
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang } from '../../catalogue/index.ts';
import { csvwMetadata, jsonSchema, tableSchema } from '../formats/schemas.ts';
import { csvText, jsonText } from '../formats/write-rows.ts';
import { keptText, newestVersions } from '../queries/versions.ts';
import { publicRows } from '../queries/rows.ts';
import { openSet } from '../sets.ts';
import { openHeaders } from './open-headers.ts';

type Format = 'csv' | 'json';
const types: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

const attached = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` });

/** What was kept, with its checksum as ETag; a set whose versions are not kept, or that was not made yet, as it is now. */
async function download(request: Request, format: Format): Promise<Reply> {
  const { app, params } = request;
  const set = openSet(app, params['dataset']);
  const name = `${set.id}.${format}`;
  const newest = set.keepsVersions ? (await newestVersions(app, [set.id])).get(set.id) : undefined;
  const kept = newest && (await keptText(app, set.id, newest.number, format));
  if (kept) return keptReply(request, format, name, kept);
  const lines = (format === 'csv' ? csvText : jsonText)(set, publicRows(app, set));
  return {
    status: 200,
    type: types[format],
    body: Readable.from(lines),
    headers: { ...openHeaders, ...attached(name) },
  };
}

async function downloadVersion(request: Request, format: Format): Promise<Reply> {
  const { app, params } = request;
  const set = openSet(app, params['dataset']);
  const number = Number(params['number']);
  const kept = await keptText(app, set.id, number, format);
  if (!kept) throw new Fault('NOT_FOUND');
  return keptReply(request, format, `${set.id}-${number}.${format}`, kept);
}

function keptReply(
  { headers }: Request,
  format: Format,
  name: string,
  { text, sha256, madeAt }: { text: string; sha256: string; madeAt: Date },
): Reply {
  const etag = `"${sha256.slice(0, 32)}-${format}"`;
  const sent = { ...openHeaders, etag, 'last-modified': madeAt.toUTCString() };
  const known = String(headers['if-none-match'] ?? '')
    .split(',')
    .some((each) => each.trim().replace(/^W\//, '') === etag);
  return known
    ? { status: 304, type: types[format], body: '', headers: sent }
    : { status: 200, type: types[format], body: text, headers: { ...sent, ...attached(name) } };
}

const document = (data: object, type = 'application/json; charset=utf-8'): Reply => ({
  status: 200,
  type,
  body: `${JSON.stringify(data, null, 2)}\n`,
  headers: { ...openHeaders, vary: 'accept-language, cookie' },
});

const Dataset = Type.String({ maxLength: 60, description: 'Id of the data set' });
const number = Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Number of the version' });
const file = { method: 'GET', may: everyone, kind: 'api', perMinute: 60 } as const;
const ofSet = { params: Type.Object({ dataset: Dataset }) };
const ofVersion = { params: Type.Object({ dataset: Dataset, number }) };
const inLanguage = { ...ofSet, query: Type.Object({ lang: Lang }) };

export const downloadRoutes: Route[] = [
  {
    ...file,
    url: '/data/:dataset.csv',
    summary: 'A data set as CSV (text/csv, UTF-8, RFC 4180)',
    schema: ofSet,
    handle: (request) => download(request, 'csv'),
  },
  {
    ...file,
    url: '/data/:dataset.json',
    summary: 'A data set as a JSON array of objects',
    schema: ofSet,
    handle: (request) => download(request, 'json'),
  },
  {
    ...file,
    url: '/data/:dataset.schema.json',
    summary: 'JSON Schema 2020-12 of the JSON of a data set',
    schema: inLanguage,
    handle: ({ app, params, language }) =>
      document(jsonSchema(app, openSet(app, params['dataset']), language), 'application/schema+json'),
  },
  {
    ...file,
    url: '/data/:dataset.table.json',
    summary: 'Table Schema (Frictionless) of the CSV of a data set',
    schema: inLanguage,
    handle: ({ app, params, language }) => document(tableSchema(openSet(app, params['dataset']), language)),
  },
  {
    ...file,
    url: '/data/:dataset.csv-metadata.json',
    summary: 'Metadata of the CSV of a data set (CSV on the Web), in four languages',
    schema: ofSet,
    handle: ({ app, params }) =>
      document(csvwMetadata(app, openSet(app, params['dataset'])), 'application/csvm+json'),
  },
  ...(['csv', 'json'] as const).map((format): Route => ({
    ...file,
    url: `/data/:dataset/versions/:number.${format}`,
    summary: `A kept version of a data set as ${format.toUpperCase()}`,
    schema: ofVersion,
    handle: (request) => downloadVersion(request, format),
  })),
];
