// Nothing is kept of which nobody says what it is: database, declarations and words agree, and a planted column stops the start.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { datasetFaults, tablesInDatabase } from '../../src/kernel/datasets/check-datasets.ts';
import { columnsOf, isGuarded, tableClass, type Dataset } from '../../src/kernel/datasets/dataset.ts';
import { columnWords, datasetText, tableWords } from '../../src/kernel/datasets/dataset-words.ts';
import { declaredDatasets } from '../../src/kernel/datasets/declared.ts';
import common from '../../src/kernel/datasets/texts/de.json' with { type: 'json' };
import { connect, type Connection } from '../../src/kernel/db/connect.ts';
import { languages } from '../../src/kernel/i18n/texts.ts';
import { modules } from '../../src/modules.ts';
import { createProgram } from '../../src/program.ts';
import { testDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await testDatabase();
  connection = connect(database.url, 2);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const declared = declaredDatasets(modules);

describe('what is kept', () => {
  it('is declared, every column of every table; docs/guides/data-catalogue.md says how', async () => {
    const tables = await tablesInDatabase(connection.pool);
    expect(tables.size).toBeGreaterThan(40);
    expect(datasetFaults(declared, tables)).toEqual([]);
    // What nobody asks to be declared: the schema of extensions and of operators' tools.
    const { rows } = await connection.pool.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'm')`,
    );
    expect(rows, 'the program keeps nothing in public').toEqual([]);
  });

  it('stops the start when it is not declared, or declared and not kept', async () => {
    await connection.pool.query(`
      alter table cases.clock add column planted text;
      alter table cases.clock rename column due to renamed;
      create table mandates.planted (id uuid primary key, secret text);
      create schema planted; create materialized view planted.view as select 1 as one;
      drop table oversight.unusual_reading`);
    const start = createProgram(readConfig({ LOG_LEVEL: 'silent' }), database.url);
    await expect(start).rejects.toMatchObject({ name: 'StartFault' });
    const message = await start.catch((error: unknown) => (error as Error).message);
    expect(String(message).split('\n').slice(1)).toEqual([
      '  oversight.unusual_reading is declared, and the database has no such table.',
      '  cases.clock.renamed is not declared. Add it to the datasets.ts of its module, with its class.',
      '  cases.clock.planted is not declared. Add it to the datasets.ts of its module, with its class.',
      '  cases.clock.due is declared, and the database has no such column.',
      '  mandates.planted is not declared. Add it to the datasets.ts of its module, with all its columns.',
      '  planted.view is not declared. Add it to the datasets.ts of its module, with all its columns.',
    ]);
  });

  it('is declared once', () => {
    const tables = new Map(declared.map(({ table }) => [table as string, ['id']]));
    expect(datasetFaults([...declared, ...declared], tables)).toContain('cases.clock is declared twice.');
  });
});

describe('the class of a table', () => {
  it('is the highest of its columns, and what is confidential is guarded', () => {
    const dataset = (columns: Record<string, unknown>) => ({ columns }) as unknown as Dataset;
    expect(tableClass(dataset({ id: 'internal', name: 'public' }))).toBe('internal');
    expect(tableClass(dataset({ id: 'internal', body: { class: 'special', kept: 'minutes' } }))).toBe(
      'special',
    );
    expect(isGuarded(dataset({ id: 'internal', name: 'public' }))).toBe(false);
    expect(isGuarded(dataset({ id: 'internal', name: 'confidential' }))).toBe(true);
  });
});

describe('words', () => {
  const keptKeys = (dataset: Dataset) =>
    [
      dataset.kept,
      ...columnsOf(dataset).flatMap(([, each]) => (typeof each === 'string' ? [] : [each.kept])),
    ].map((kept) => `kept.${typeof kept === 'string' ? kept : kept.as}`);
  const texts = [...modules.map((module) => module.datasetTexts?.de ?? {}), common];
  const known = (key: string) => texts.some((each) => key in each);

  it('say in four languages what everything is, why, until when and for whom', () => {
    const missing: string[] = [];
    const wanted = (key: string, words: () => string) => {
      try {
        if (words() === '') missing.push(key);
      } catch (error) {
        // Figures that an end needs come from the running program.
        if (!(error as Error).message.includes('not provided')) missing.push((error as Error).message);
      }
    };
    for (const dataset of declared)
      for (const language of languages) {
        wanted(dataset.table, () => tableWords(modules, language, dataset.table));
        for (const [name] of columnsOf(dataset))
          wanted(name, () => columnWords(modules, language, dataset, name));
        for (const key of [
          `purpose.${dataset.purpose}`,
          `purpose.${dataset.purpose}.why`,
          ...keptKeys(dataset),
          ...dataset.recipients.map((each) => `recipient.${each}`),
        ])
          wanted(key, () => datasetText(modules, language, [key]));
      }
    expect(missing).toEqual([]);
  });

  it('without use are gone', () => {
    const used = new Set(
      declared.flatMap((dataset) => [
        dataset.table,
        ...columnsOf(dataset).map(([name]) =>
          known(`${dataset.table}.${name}`) ? `${dataset.table}.${name}` : `column.${name}`,
        ),
        `purpose.${dataset.purpose}`,
        `purpose.${dataset.purpose}.why`,
        ...keptKeys(dataset),
        ...dataset.recipients.map((each) => `recipient.${each}`),
      ]),
    );
    expect(texts.flatMap((each) => Object.keys(each)).filter((key) => !used.has(key))).toEqual([]);
  });
});
