// The generated views of a service for programs: process in BPMN, record of processing, data dictionary.
import { Type } from 'typebox';
import { dataDictionary, processingRecord, type DictionaryEntry } from '../../../engine/index.ts';
import { csv } from '../../../kernel/csv.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Lang, ServiceId, contextOf, grantsOf, text, wantedService } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { processOf } from '../queries/process-of.ts';

const base = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const query = Type.Object({ lang: Lang });
const Open = Type.Object({}, { additionalProperties: true });

export const processApi: Route = {
  ...base,
  url: '/api/v1/services/:id/process.bpmn',
  summary: 'The process of a service in BPMN 2.0 with diagram, made from its definition (application/xml)',
  schema: { params: ServiceId, query },
  async handle(request) {
    const { app, language } = request;
    const service = wantedService(request);
    return {
      status: 200,
      type: 'application/xml; charset=utf-8',
      body: await processOf(app, service, language).bpmn(),
      headers: { 'content-disposition': `attachment; filename="${service.id}.bpmn"` },
    };
  },
};

export const recordApi: Route = {
  ...base,
  url: '/api/v1/services/:id/record',
  summary: 'The record of processing of a service: purpose, law, data, recipients, retention, who decides',
  schema: { params: ServiceId, query, reply: { 200: Open } },
  handle(request) {
    const { app, language } = request;
    const service = wantedService(request);
    const record = processingRecord(service, grantsOf(app));
    const named = (id: string) => ({ id, name: unitName(app, id, language) });
    return json({
      ...record,
      lang: language,
      title: text(service, language, 'title'),
      controller: named(record.controller),
      purpose: { id: record.purpose, text: text(service, language, 'purpose') },
      recipients: record.recipients.map(named),
    });
  },
};

const Dictionary = Type.Object({
  service: Type.String(),
  version: Type.Integer(),
  items: Type.Array(Open),
});

export const dictionaryApi: Route = {
  ...base,
  url: '/api/v1/services/:id/dictionary',
  summary:
    'The data dictionary of a service: every field with meaning in four languages, type, limits, source, class',
  schema: { params: ServiceId, reply: { 200: Dictionary } },
  handle(request) {
    const service = wantedService(request);
    const items = dataDictionary(service, contextOf(request.app, service).lists, grantsOf(request.app));
    return json({ service: service.id, version: service.version, items });
  },
};

const columns: readonly [string, (entry: DictionaryEntry) => string][] = [
  ['pointer', (entry) => entry.pointer],
  ['id', (entry) => entry.id],
  ['page', (entry) => entry.page],
  ['type', (entry) => entry.type],
  ['meaning_de', (entry) => entry.meaning.de],
  ['meaning_fr', (entry) => entry.meaning.fr],
  ['meaning_it', (entry) => entry.meaning.it],
  ['meaning_en', (entry) => entry.meaning.en],
  ['class', (entry) => entry.class],
  ['required', (entry) => String(entry.required)],
  ['when', (entry) => entry.when.map((each) => `(${each})`).join(' and ')],
  ['source', (entry) => entry.source ?? ''],
  ['register', (entry) => entry.register ?? ''],
  ['granted', (entry) => (entry.granted ?? []).join('; ')],
  ['proven', (entry) => String(entry.proven)],
  ['constraints', (entry) => JSON.stringify(entry.constraints)],
  ['checks', (entry) => JSON.stringify(entry.checks)],
];

export const dictionaryCsvApi: Route = {
  ...base,
  url: '/api/v1/services/:id/dictionary.csv',
  summary: 'The data dictionary of a service as CSV (text/csv, UTF-8, RFC 4180)',
  schema: { params: ServiceId },
  handle(request) {
    const service = wantedService(request);
    const entries = dataDictionary(service, contextOf(request.app, service).lists, grantsOf(request.app));
    return {
      status: 200,
      type: 'text/csv; charset=utf-8; header=present',
      body: csv([
        columns.map(([name]) => name),
        ...entries.map((entry) => columns.map(([, cell]) => cell(entry))),
      ]),
      headers: { 'content-disposition': `attachment; filename="${service.id}.csv"` },
    };
  },
};
