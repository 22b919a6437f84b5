// Long lists: typed words find their entry in every language, slips are asked about, nothing else is ever chosen.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadList } from '../definition/lists.ts';
import { languages, type FieldDefinition, type Language } from '../definition/schema.ts';
import { choiceKind } from './choice.ts';
import type { FormContext, ListOption, Lists } from './field-kind.ts';
import { shownOptions } from './options.ts';
import { isSearched, matchOption, nearOptions } from './search-options.ts';

const folder = 'canton/basel-stadt/lists/';
const lists: Lists = Object.fromEntries(
  readdirSync(folder).map((name) => {
    const { list, faults } = loadList(name, readFileSync(`${folder}${name}`, 'utf8'));
    expect(faults).toEqual([]);
    return [name.replace('.yaml', ''), list];
  }),
);
const field = (list: string): FieldDefinition => ({ id: 'x', type: 'choice', list });
const inLanguage = (language: Language): FormContext => ({ lists, language, text: () => undefined });
const states = field('staaten');
const breeds = field('hunderassen');
const long = Object.keys(lists).filter((list) => isSearched(field(list), lists));

describe('lists of the canton', () => {
  it('are searched above ten entries', () => {
    expect(long).toContain('staaten');
    expect(isSearched(field('abstimmungstage'), lists)).toBe(false);
    const options = (count: number) => Array.from({ length: count }, (_, index) => `o${index}`);
    expect(isSearched({ id: 'x', type: 'choice', options: options(10) }, {})).toBe(false);
    expect(isSearched({ id: 'x', type: 'choice', options: options(11) }, {})).toBe(true);
    expect(isSearched({ id: 'x', type: 'multichoice', options: options(11) }, {})).toBe(false);
  });

  it.each(long)('%s: every entry is found by its words and its id, and never another one', (list) => {
    for (const option of lists[list] ?? [])
      for (const language of languages) {
        const context = inLanguage(language);
        const shown = choiceKind.toForm(option.id, field(list), context)[''];
        expect(choiceKind.fromForm({ x: shown }, 'x', undefined, field(list), context)).toBe(option.id);
        expect(matchOption(option.id, field(list), context)).toBe(option.id);
        for (const other of languages)
          expect([option.id, undefined]).toContain(matchOption(option[other], field(list), context));
      }
  });

  it('are found whatever the case, accents and spaces', () => {
    const option = fc.constantFrom(...(lists['staaten'] ?? []));
    fc.assert(
      fc.property(option, fc.constantFrom(...languages), fc.array(fc.boolean()), (entry, language, upper) => {
        const typed = [...entry[language].normalize('NFD').replace(/\p{M}/gu, '')]
          .map((char, index) => (upper[index % (upper.length || 1)] ? char.toUpperCase() : char))
          .join('')
          .replace(/ /g, '  ');
        expect(matchOption(` ${typed}`, states, inLanguage(language))).toBe(entry.id);
      }),
    );
  });

  it.each([
    ['Ägypten', 'fr', 'eg'],
    ['Aegypten', 'de', 'eg'],
    ['SUISSE', 'it', 'ch'],
    ['xk', 'de', 'xk'],
    ['', 'de', undefined],
    ['...', 'de', undefined],
    ['Atlantis', 'de', undefined],
  ] as const)('%j on a page in %s is %j', (typed, language, id) =>
    expect(matchOption(typed, states, inLanguage(language))).toBe(id),
  );
});

describe('what may be meant', () => {
  it.each([
    ['Schäfer', ['schaeferhund']],
    ['Schäferhund deutscher', ['schaeferhund']],
    ['Rotweiler', ['rottweiler']],
    ['Mischling', ['mischlingGross', 'mischlingKlein', 'mischlingMittel']],
    ['Caniche', ['pudel']],
    ['Einhorn', []],
  ])('%s', (typed, ids) => {
    const near = nearOptions(typed, breeds, inLanguage('de'));
    expect(near.slice(0, ids.length).toSorted()).toEqual(ids);
    if (ids.length === 0) expect(near).toEqual([]);
  });

  it('prefers the words that the page shows', () => {
    expect(nearOptions('Pudl', breeds, inLanguage('de'))[0]).toBe('pudel');
    expect(nearOptions('Canich', breeds, inLanguage('fr'))[0]).toBe('pudel');
  });

  it('costs little and never throws, whatever is typed', () => {
    expect(nearOptions('a'.repeat(1e6), states, inLanguage('de'))).toEqual([]);
    expect(matchOption('é'.repeat(1e6), states, inLanguage('de'))).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(nearOptions(typed, states, inLanguage('de')).length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('the form', () => {
  const context = inLanguage('de');
  const read = (body: Record<string, string>) =>
    choiceKind.fromForm(body, 'x', undefined, breeds, context) as unknown;

  it('keeps what is no entry as it was typed, with a fault', () => {
    expect(read({ x: 'Schäfer' })).toBe('Schäfer');
    expect(choiceKind.toForm('Schäfer', breeds, context)).toEqual({ '': 'Schäfer' });
    expect(choiceKind.parse('Schäfer', breeds, { lists }).faults).toEqual([{ code: 'UNKNOWN_OPTION' }]);
  });

  it('takes the suggestion as long as the text it was made for stands there', () => {
    const chosen = { 'x.offered': 'Schäfer', 'x.meant': 'schaeferhund' };
    expect(read({ x: 'Schäfer', ...chosen })).toBe('schaeferhund');
    expect(read({ x: 'Pudel', ...chosen })).toBe('pudel');
    expect(read({ x: 'Schäfer', ...chosen, 'x.meant': '' })).toBe('Schäfer');
    expect(read({ x: 'Schäfer', ...chosen, 'x.meant': 'x"y' })).toBe('x"y');
  });

  it('shows the id where two entries have the same words', () => {
    const double = [...'abcdefghijkl'].map((id): ListOption => ({
      id,
      de: 'Gleich',
      fr: id,
      it: id,
      en: id,
    }));
    const same = { ...context, lists: { gleich: double } };
    expect(choiceKind.toForm('c', field('gleich'), same)).toEqual({ '': 'c' });
    expect(choiceKind.fromForm({ x: 'Gleich' }, 'x', undefined, field('gleich'), same)).toBe('Gleich');
  });
});

describe('the order in which entries are shown', () => {
  const shown = (given: FieldDefinition, language: Language) =>
    shownOptions(given, language, { lists, text: (key) => key }).map(({ label }) => label);

  it('is that of the words in each language, with the places of the list', () => {
    expect(shown(states, 'de').slice(0, 3)).toEqual(['Schweiz', 'Afghanistan', 'Ägypten']);
    expect(shown(states, 'fr').slice(0, 2)).toEqual(['Suisse', 'Afghanistan']);
    expect(shown(breeds, 'fr').at(-1)).toBe('Autre race');
    const french = shown(breeds, 'fr').slice(0, -1);
    expect(french).toEqual(french.toSorted(new Intl.Collator('fr').compare));
    expect(french).not.toEqual((lists['hunderassen'] ?? []).slice(0, -1).map((option) => option.fr));
  });

  it('is the file’s where the list is ordered, and the author’s where the definition has the options', () => {
    expect(shown(field('abstimmungstage'), 'fr')).toEqual(
      (lists['abstimmungstage'] ?? []).map((option) => option.fr),
    );
    expect(shown({ id: 'x', type: 'choice', options: ['b', 'a'] }, 'de')).toEqual([
      'fields.x.options.b',
      'fields.x.options.a',
    ]);
  });

  it('leaves ids, schema and answers alone', () => {
    expect(choiceKind.schema(breeds, { lists })).toEqual({
      enum: (lists['hunderassen'] ?? []).map((option) => option.id),
    });
    expect(choiceKind.toText('labrador', breeds, 'fr', { lists, text: () => undefined })).toBe(
      'Labrador retriever',
    );
  });
});

describe('a list file', () => {
  const entry = 'id: a, de: A, fr: A, it: A, en: A';
  const load = (text: string) => loadList('lists/x.yaml', text);

  it('may put entries first or last, or keep its order', () => {
    expect(load(`- { ${entry}, place: last }`).list[0]).toMatchObject({ id: 'a', place: 'last' });
    expect(load(`ordered:\n  - { ${entry} }`).list).toEqual([
      { id: 'a', place: 'first', de: 'A', fr: 'A', it: 'A', en: 'A' },
    ]);
  });

  it.each([
    [`- { ${entry}, place: middle }`, '[0]'],
    [`- { ${entry}, more: x }`, '[0]'],
    [`ordered:\n  - { ${entry}, place: last }`, 'ordered[0]'],
    [`sorted:\n  - { ${entry} }`, ''],
    ['ordered: 3', ''],
  ])('%s has a fault', (text, path) => {
    const { faults } = load(text);
    expect(faults.map((fault) => fault.code)).toEqual(['SHAPE']);
    expect(faults[0]?.path).toBe(path);
  });
});
