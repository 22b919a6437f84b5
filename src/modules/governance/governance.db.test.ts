// The data catalogue and the register of processing as people and programs see them, on the whole program.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredDatasets } from '../../kernel/datasets/declared.ts';
import { columnsOf } from '../../kernel/datasets/dataset.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { grantsOf, serviceById, services } from '../catalogue/index.ts';
import { taskTitle } from './index.ts';
import { activities } from './queries/activities.ts';
import { dataCatalogue } from './queries/data-catalogue.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

const get = async (path: string, lang = 'de') => {
  const response = await fetch(`${program.origin}${path}`, { headers: { 'accept-language': lang } });
  return { status: response.status, text: await response.text() };
};

interface Page {
  items: { id: string; fields?: { name: string; class: string }[]; legalBasis: string[] }[];
  next: string | null;
}

async function wholeList(path: string): Promise<Page['items']> {
  const items: Page['items'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = JSON.parse((await get(`${path}?cursor=${cursor}`)).text) as Page;
    expect(page.items.length).toBeLessThanOrEqual(50);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe('the register of processing', () => {
  it('names each task of the program that reads a register', () => {
    const { app } = program;
    const readers = grantsOf(app)
      .filter((grant) => !serviceById(app, grant.reader))
      .map(({ reader }) => reader);
    expect(readers).toEqual(expect.arrayContaining(['duties', 'public-building']));
    const listed = activities(app, 'de').map(({ id }) => id);
    for (const reader of readers) {
      expect(listed).toContain(`register-${reader}`);
      for (const language of languages) expect(taskTitle(language, reader), reader).toMatch(/\w/);
    }
  });
});

describe('the data catalogue', () => {
  it('has every column and every question, with class, purpose, law and end, in four languages', async () => {
    const items = await wholeList('/api/v1/data-catalogue');
    const datasets = declaredDatasets(program.app.modules);
    expect(items).toHaveLength(datasets.length + services(program.app).length);
    for (const dataset of datasets)
      expect(items.find(({ id }) => id === dataset.table)?.fields?.map(({ name }) => name)).toEqual(
        columnsOf(dataset).map(([name]) => name),
      );
    for (const language of languages)
      for (const each of dataCatalogue(program.app, language)) {
        for (const words of [each.title, each.purpose, each.why, each.owner, each.kept, ...each.recipients])
          expect(words, `${each.id} ${language}`).not.toBe('');
        for (const field of each.fields) expect(field.meaning, `${each.id} ${field.name}`).not.toBe('');
      }
  });

  it('is found by plain words, without accents or case, and says so where there is nothing', async () => {
    const found = await get('/datenkatalog?q=GERAT');
    expect(found.text).toContain('Art des Geräts und Browsers');
    expect(found.text).toContain('/datenkatalog/identity.session');
    expect(found.text).not.toContain('Name der Strasse');
    expect((await get('/datenkatalog?q=chip+hund')).text).toContain('/leistungen/hund-anmelden/daten');
    expect((await get('/datenkatalog?q=xyzzy')).text).toContain('bewahrt diese Plattform nichts auf');
    expect((await get('/datenkatalog?q=%3Cscript%3E')).text).not.toContain('<script>');
    expect((await get('/datenkatalog?cursor=x')).status).toBe(400);
  });

  it('takes its figures from where the program takes them', async () => {
    expect((await get('/datenkatalog/kernel.mail')).text).toContain('90 Tage nach dem Senden');
    expect((await get('/datenkatalog/intake.draft')).text).toContain('30 Tage nach der letzten Änderung');
    expect((await get('/datenkatalog/no.table')).status).toBe(404);
  });
});

describe('the register of processing', () => {
  it('has every service, every purpose and every task that reads a register', async () => {
    const ids = (await wholeList('/api/v1/processing-register')).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(services(program.app).map(({ id }) => id)));
    expect(ids).toEqual(
      expect.arrayContaining(['sign-in', 'transparency', 'post', 'mandate', 'register-identify-at-counter']),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const language of languages) {
      const page = await get('/datenkatalog/bearbeitungen', language);
      expect(page.status).toBe(200);
      const csv = await get(`/api/v1/processing-register.csv?lang=${language}`);
      expect(csv.text.split('\r\n').length).toBe(ids.length + 2);
    }
  });
});
