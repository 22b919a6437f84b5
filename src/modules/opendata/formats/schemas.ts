// What the columns of a set mean, for programs: Table Schema (Frictionless), CSV on the Web (W3C), JSON Schema.
import type { App } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import type { OpenColumn, OpenDataset, OpenType } from '../../../kernel/open-data.ts';
import { unitName } from '../../organisation/index.ts';
import { licenceOf } from '../licence.ts';
import { keywordsOf, publisherOf, wordsOf } from '../sets.ts';

const monthPattern = '^\\d{4}-(0[1-9]|1[0-2])$';

const fieldTypes: Record<OpenType, object> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean', trueValues: ['true'], falseValues: ['false'] },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  month: { type: 'yearmonth' },
};

/** https://specs.frictionlessdata.io/table-schema/ */
export const tableSchema = (set: OpenDataset, language: Language) => ({
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: set.columns.map((column) => ({
    name: column.name,
    title: wordsOf(set, language, column.name),
    ...fieldTypes[column.type],
    constraints: { required: !column.optional },
  })),
  primaryKey: set.key,
  missingValues: [''],
});

const csvwTypes: Record<OpenType, unknown> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: { base: 'boolean', format: 'true|false' },
  date: { base: 'date', format: 'yyyy-MM-dd' },
  datetime: 'dateTimeStamp',
  month: 'gYearMonth',
};

/** Metadata of the CSV (https://www.w3.org/TR/tabular-metadata/), which names it by its address. */
export const csvwMetadata = (app: App, set: OpenDataset) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'de' }],
  url: `${app.config.baseUrl}/data/${set.id}.csv`,
  'dc:title': inAllTagged((language) => wordsOf(set, language, 'title')),
  'dc:description': inAllTagged((language) => wordsOf(set, language, 'description')),
  'dc:publisher': unitName(app, publisherOf(app, set), 'de'),
  'dc:license': { '@id': licenceOf(set.licence) },
  'dcat:keyword': languages.flatMap((language) =>
    keywordsOf(set, language).map((word) => ({ '@value': word, '@language': language })),
  ),
  dialect: { encoding: 'utf-8', lineTerminators: ['\r\n'], quoteChar: '"', doubleQuote: true, header: true },
  tableSchema: {
    columns: set.columns.map((column) => ({
      name: column.name,
      titles: column.name,
      'dc:description': inAllTagged((language) => wordsOf(set, language, column.name)),
      datatype: csvwTypes[column.type],
      required: !column.optional,
      null: '',
    })),
    primaryKey: set.key,
  },
});

const inAllTagged = (make: (language: Language) => string) =>
  languages.map((language) => ({ '@value': make(language), '@language': language }));

const jsonTypes: Record<OpenType, object> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  month: { type: 'string', pattern: monthPattern },
};

/** JSON Schema 2020-12 of the JSON file. */
export const jsonSchema = (app: App, set: OpenDataset, language: Language) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${app.config.baseUrl}/data/${set.id}.schema.json`,
  title: wordsOf(set, language, 'title'),
  description: wordsOf(set, language, 'description'),
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(
      set.columns.map((column) => [column.name, valueSchema(set, column, language)]),
    ),
    required: set.columns.map(({ name }) => name),
    additionalProperties: false,
  },
});

function valueSchema(set: OpenDataset, column: OpenColumn, language: Language) {
  const type = jsonTypes[column.type];
  const description = wordsOf(set, language, column.name);
  return column.optional ? { description, anyOf: [type, { type: 'null' }] } : { description, ...type };
}
