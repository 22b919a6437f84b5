// The data catalogue and the register of processing for programs: JSON by key, and the whole register as CSV.
import { Type } from 'typebox';
import { csv } from '../../../kernel/csv.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { activities, type Activity } from '../queries/activities.ts';
import { dataCatalogue } from '../queries/data-catalogue.ts';
import { classCounts } from './register.tsx';

const pageSize = 50;
const base = { method: 'GET', may: everyone, kind: 'api', perMinute: 240 } as const;
const Page = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: true })),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** Where the list goes on: declarations don't change while the program runs, so a place is a key. */
function part<Item>(
  all: readonly Item[],
  cursor: string | undefined,
): { items: Item[]; next: string | null } {
  const [after] = readPageKey(cursor, 'number') ?? ['0'];
  const end = Number(after) + pageSize;
  return {
    items: all.slice(Number(after), end),
    next: pageKey(end < all.length ? [String(end)] : undefined),
  };
}

const catalogueApi: Route = {
  ...base,
  url: '/api/v1/data-catalogue',
  summary:
    'The data catalogue: every table and every service’s answers, each field with meaning, class and retention',
  schema: { query: Type.Object({ lang: Lang, cursor: Cursor }), reply: { 200: Page } },
  handle: ({ app, language, query }) => json(part(dataCatalogue(app, language), query['cursor'])),
};

const registerApi: Route = {
  ...base,
  url: '/api/v1/processing-register',
  summary: 'The register of processing activities: purpose, law, data, recipients, disclosures, retention',
  schema: { query: Type.Object({ lang: Lang, cursor: Cursor }), reply: { 200: Page } },
  handle: ({ app, language, query }) => json(part(activities(app, language), query['cursor'])),
};

const registerCsvApi: Route = {
  ...base,
  url: '/api/v1/processing-register.csv',
  summary: 'The whole register of processing activities as CSV (text/csv, UTF-8, RFC 4180)',
  schema: { query: Type.Object({ lang: Lang }) },
  handle({ app, language }) {
    const t = governanceTexts(language);
    const columns: [string, (each: Activity) => string][] = [
      ['id', (each) => each.id],
      [t('register.activity'), (each) => each.title],
      [t('register.why'), (each) => each.why],
      [t('field.owner'), (each) => each.controller],
      [t('field.law'), (each) => each.legalBasis.join('; ')],
      [t('register.subjects'), (each) => each.subjects.join(', ')],
      [t('register.data'), (each) => each.data.join('; ')],
      [t('field.class'), (each) => classCounts(each, language)],
      [t('register.disclosures'), (each) => each.disclosures.join(' ')],
      [t('field.recipients'), (each) => each.recipients.join('; ')],
      [t('field.kept'), (each) => each.kept.join('; ')],
      [t('register.decides'), (each) => each.decides],
    ];
    return {
      status: 200,
      type: 'text/csv; charset=utf-8; header=present',
      body: csv([
        columns.map(([name]) => name),
        ...activities(app, language).map((each) => columns.map(([, cell]) => cell(each))),
      ]),
      headers: { 'content-disposition': 'attachment; filename="processing-register.csv"' },
    };
  },
};

export const openDataRoutes: Route[] = [catalogueApi, registerApi, registerCsvApi];
