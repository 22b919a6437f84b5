// What is generated from the definitions of the canton agrees with them: dictionary, record, effort, text for reading aloud.
import { describe, expect, it } from 'vitest';
import {
  answersSchema,
  dataDictionary,
  effortOf,
  processingRecord,
  readingText,
  type RegisterGrant,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { cantonDefinitions } from '../testing/canton-definitions.ts';
import { readingWords } from './read-aloud.ts';

const { definitions, lists } = await cantonDefinitions();
const dog = definitions.find(({ id }) => id === 'hund-anmelden') as ServiceDefinition;

/** The schema at a pointer of the dictionary, in the published schema of all answers. */
function schemaAt(schema: Record<string, unknown>, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => {
      const here = at as { properties?: Record<string, unknown>; items?: unknown } | undefined;
      return part === '*' ? here?.items : here?.properties?.[part];
    }, schema);
}

describe.each(definitions.map((each) => [each.id, each] as const))('the views of %s', (_id, definition) => {
  it('name every field at the place where its answer lies', () => {
    const entries = dataDictionary(definition, lists, []);
    const fields = definition.pages.flatMap((page) => page.fields);
    expect(entries.map(({ id }) => id)).toEqual(fields.map(({ id }) => id));
    const schema = answersSchema(definition, lists);
    for (const entry of entries) {
      expect(schemaAt(schema, entry.pointer), entry.pointer).toMatchObject(entry.constraints);
      for (const language of languages) expect(entry.meaning[language]).not.toBe('');
    }
    expect(processingRecord(definition, []).fields.map(({ pointer }) => pointer)).toEqual(
      entries.map(({ pointer }) => pointer),
    );
  });

  it('read out every question in every language', () => {
    for (const language of languages) {
      const text = readingText(definition, language, readingWords(language), lists);
      for (const page of definition.pages)
        expect(text).toContain((definition.texts[language][`pages.${page.id}.question`] ?? '').slice(0, 20));
      expect(text).not.toMatch(/<|undefined|\{\w+\}/);
      for (const line of text.split('\n').filter((each) => each !== '')) expect(line).toMatch(/[.:!?…»"]$/);
    }
  });
});

const dogGrants: RegisterGrant[] = [
  {
    reader: 'hund-anmelden',
    purpose: 'hundekontrolle',
    legalBasis: ['SG 365.100'],
    residents: ['firstName', 'address'],
  },
];

describe('hund-anmelden', () => {
  it('takes this effort', () => {
    expect(effortOf(dog)).toEqual({
      asked: 14,
      known: 3,
      steps: { least: 5, most: 6 },
      mediaBreaks: [
        { kind: 'upload', always: false },
        { kind: 'payment', always: true },
      ],
    });
  });

  it('is decided by rules or staff, on this law', () => {
    const record = processingRecord(dog, dogGrants);
    expect(record.decision).toEqual({
      by: 'rules-or-staff',
      rule: dog.process.decideAtOnce,
      rulesVersion: dog.version,
      rules: ['ersterHund', 'weitereHunde'],
      remedy: 'rekurs-departement',
    });
    expect(record.legalBasis.map(({ number }) => number)).toEqual(['SG 365.100', 'SG 365.110']);
    expect(record.disclosures).toEqual([
      {
        register: 'residents',
        fields: ['firstName', 'address'],
        purpose: 'hundekontrolle',
        legalBasis: ['SG 365.100'],
      },
    ]);
    expect(processingRecord(dog, []).disclosures).toEqual([]);
    expect(dataDictionary(dog, lists, dogGrants).flatMap(({ granted }) => granted ?? [])).toEqual(
      Array.from({ length: 2 }, () => 'SG 365.100'),
    );
    expect(record.classes).toEqual({ confidential: 3, internal: 9, special: 2 });
  });
});

describe('media breaks', () => {
  const change = (field: object, fees: ServiceDefinition['fees'] = []) =>
    effortOf({
      ...dog,
      pages: [{ id: 'a', fields: [{ id: 'weg', type: 'choice', ...field }] }],
      fees,
    }).mediaBreaks;

  it('are found where they are', () => {
    expect(change({ options: ['elektronisch'] })).toEqual([]);
    expect(change({ options: ['elektronisch', 'post'] })).toEqual([{ kind: 'post', always: false }]);
    expect(change({ options: ['schalter', 'abholung'] })).toEqual([{ kind: 'visit', always: true }]);
    expect(change({ type: 'file' })).toEqual([{ kind: 'upload', always: true }]);
    expect(change({ type: 'file', optional: true })).toEqual([{ kind: 'upload', always: false }]);
    expect(change({ type: 'text' }, [{ id: 'f', amount: '1', pay: ['card'] }])).toEqual([]);
    expect(change({ type: 'text' }, [{ id: 'f', amount: '1', pay: ['card', 'invoice'] }])).toEqual([
      { kind: 'payment', always: false },
    ]);
  });
});
