// The paper form as a reader and a scanner meet it: the same questions as the schema, tags, words of conditions, the code on each page.
import { beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { answersSchema, paperForm, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { contextOf, serviceById, services } from '../../catalogue/index.ts';
import { paperApp } from '../testing/paper-app.ts';
import { blank, missingWords } from '../testing/printed-form.ts';
import { renderForm } from './render-form.ts';

let app: App;
beforeAll(async () => {
  app = await paperApp();
});

function service(id: string): ServiceDefinition {
  const definition = serviceById(app, id);
  if (!definition) throw new Error(`No service ${id}`);
  return definition;
}

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  readOnly?: boolean;
}

/** `hunde/chip` for every answer that the schema takes; what is computed is not asked. */
function askedBySchema(schema: Schema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([id, property]) =>
    property.items?.properties && !('id' in property.items.properties && 'size' in property.items.properties)
      ? Object.keys(property.items.properties)
          .filter((field) => property.items?.properties?.[field]?.readOnly !== true)
          .map((field) => `${id}/${field}`)
      : property.readOnly
        ? []
        : [id],
  );
}

describe('every service', () => {
  it('asks on paper exactly what its JSON Schema asks', () => {
    expect(services(app).length).toBeGreaterThan(15);
    for (const definition of services(app)) {
      const context = contextOf(app, definition);
      const paper = paperForm(definition, 'de', context).flatMap((question) =>
        question.fields.map((field) => (question.repeat ? `${question.repeat.id}/${field.id}` : field.id)),
      );
      const schema = askedBySchema(answersSchema(definition, context.lists) as Schema);
      expect(paper.sort(), definition.id).toEqual(schema.sort());
    }
  });

  it('numbers its questions in order and goes on only forwards', () => {
    for (const definition of services(app)) {
      const questions = paperForm(definition, 'de', contextOf(app, definition));
      expect(questions.map((question) => question.number)).toEqual(questions.map((_, index) => index + 1));
      for (const question of questions) {
        for (const text of [
          question.otherwise,
          ...question.fields.flatMap((each) => Object.values(each.beside)),
        ]) {
          const target = /weiter bei Frage (\d+)/.exec(text)?.[1];
          if (target !== undefined) {
            expect(Number(target), `${definition.id} ${question.id}`).toBeGreaterThan(question.number);
            expect(Number(target)).toBeLessThanOrEqual(questions.length);
          }
        }
      }
    }
  });

  // All of them in all languages: tests/conformance/paper-forms.test.ts.
  it.each(['hund-anmelden', 'veranstaltung-allmend'])('prints every word of %s', async (id) => {
    for (const language of languages) expect(await missingWords(app, service(id), language)).toEqual([]);
  });
});

describe('the form of a service', () => {
  it('is tagged PDF/UA in its language', async () => {
    const { pdf } = await blank(app, service('hund-anmelden'), 'fr');
    const read = await readPdf(pdf);
    expect(read.raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(read.language).toBe('fr-CH');
    for (const role of ['H1', 'H2', 'H3', 'P', 'L']) expect([...read.roles]).toContain(role);
    await read.close();
  });

  it('carries on each page a code that a scanner reads', async () => {
    const definition = service('hund-anmelden');
    const { number, pdf } = await blank(app, definition, 'de');
    const read = await readPdf(pdf);
    for (const page of [1, read.pages.length]) {
      expect(await read.qr(page)).toBe(`DS1|hund-anmelden|${definition.version}|de|${number}|p${page}`);
    }
    await read.close();
  });

  it('says where to send it, what it costs, on which law it rests, and what becomes of the data', async () => {
    const read = await readPdf((await blank(app, service('hund-anmelden'), 'de')).pdf);
    const text = read.pages.join(' ');
    for (const words of [
      'Schlachthofstrasse 55',
      '160 Franken',
      'Hundegesetz',
      'Hundekontrolle',
      'Unterschrift',
    ])
      expect(text).toContain(words);
    await read.close();
  });

  it('prints what is known in the place of the boxes, with its source', async () => {
    const read = await readPdf(
      await renderForm(app, {
        definition: service('hund-anmelden'),
        language: 'de',
        number: 'F-7K2P-9QXM',
        person: {
          name: 'Anna Beispiel',
          known: {
            vorname: { value: 'Anna', register: 'residents', asOf: '2026-11-01' },
            adresse: {
              value: { street: 'Beispielgasse', houseNumber: '1', postalCode: '4051', town: 'Basel' },
              register: 'residents',
              asOf: '2026-11-01',
            },
          },
        },
      }),
    );
    const [first] = read.pages;
    expect(first).toContain('Vorausgefüllt für Anna Beispiel');
    expect(first).toContain('Beispielgasse 1, 4051 Basel');
    expect(first).toContain('Aus dem Einwohnerregister, Stand 1. November 2026.');
    expect(first).toContain('Stimmt das nicht? Richtig ist:');
    await read.close();
  });
});
