// Conditions in words and where to go on, on invented forms.
import { describe, expect, it } from 'vitest';
import type { ServiceDefinition } from '../definition/schema.ts';
import { fieldTypes } from '../definition/schema.ts';
import { fieldKinds } from '../fields/index.ts';
import { lists, loaded } from '../testing/every-field.ts';
import { paperForm, type PaperQuestion } from './paper-form.ts';

const { definition } = loaded();
const labels: Record<string, string> = {
  'fields.art.options.kurz': 'Kurz',
  'fields.art.options.lang': 'Lang',
  'fields.schule.label': 'Schule',
};

/** The form of every-field with other pages. */
function form(pages: unknown[], language: 'de' | 'fr' | 'it' | 'en' = 'de'): PaperQuestion[] {
  const texts = Object.fromEntries(
    (['de', 'fr', 'it', 'en'] as const).map((each) => [each, { ...definition.texts[each], ...labels }]),
  );
  return paperForm({ ...definition, pages, texts } as unknown as ServiceDefinition, language, { lists });
}

const choice = { id: 'art', type: 'choice', options: ['kurz', 'lang'] };
const yes = { id: 'dringend', type: 'yesno' };
const number = { id: 'anzahl', type: 'number', min: 0, max: 99 };
const day = { id: 'geburt', type: 'date' };
const animals = { id: 'tierart', type: 'multichoice', list: 'tiere', optional: true };
const text = { id: 'grund', type: 'text' };
const first = { id: 'anliegen', fields: [choice, yes, number, day, animals] };

/** The words of a condition on the second page. */
function words(when: string, language: 'de' | 'fr' | 'it' | 'en' = 'de'): string {
  const only = form([first, { id: 'person', when, fields: [text] }], language)[1]?.only;
  return [only?.text, ...(only?.items ?? [])].join(' | ');
}

describe('a condition in words', () => {
  it.each([
    ['art = "lang"', 'Nur ausfüllen, wenn bei 1.1 «Lang» angekreuzt ist.'],
    ['art != "lang"', 'Nur ausfüllen, wenn bei 1.1 nicht «Lang» angekreuzt ist.'],
    ['not(art = "lang")', 'Nur ausfüllen, wenn bei 1.1 nicht «Lang» angekreuzt ist.'],
    ['art = "kurz" or art = "lang"', 'Nur ausfüllen, wenn bei 1.1 «Kurz» oder «Lang» angekreuzt ist.'],
    [
      'list contains(["kurz", "lang"], art)',
      'Nur ausfüllen, wenn bei 1.1 «Kurz» oder «Lang» angekreuzt ist.',
    ],
    ['art in ("kurz", "lang")', 'Nur ausfüllen, wenn bei 1.1 «Kurz» oder «Lang» angekreuzt ist.'],
    ['dringend = true', 'Nur ausfüllen, wenn bei 1.2 «Ja» angekreuzt ist.'],
    ['dringend', 'Nur ausfüllen, wenn bei 1.2 «Ja» angekreuzt ist.'],
    ['not(dringend)', 'Nur ausfüllen, wenn bei 1.2 nicht «Ja» angekreuzt ist.'],
    ['anzahl >= 5', 'Nur ausfüllen, wenn die Zahl bei 1.3 mindestens 5 ist.'],
    ['5 < anzahl', 'Nur ausfüllen, wenn die Zahl bei 1.3 grösser als 5 ist.'],
    ['not(anzahl > 5)', 'Nur ausfüllen, wenn die Zahl bei 1.3 höchstens 5 ist.'],
    [
      'anzahl between 2 and 5',
      'Nur ausfüllen, wenn die Zahl bei 1.3 mindestens 2 ist und die Zahl bei 1.3 höchstens 5 ist.',
    ],
    ['geburt < today()', 'Nur ausfüllen, wenn das Datum bei 1.4 früher ist als heute.'],
    [
      'geburt > today() - duration("P18Y")',
      'Nur ausfüllen, wenn das Datum bei 1.4 später ist als heute vor 18 Jahren.',
    ],
    [
      'geburt < today() + duration("P84D")',
      'Nur ausfüllen, wenn das Datum bei 1.4 früher ist als heute in 12 Wochen.',
    ],
    [
      'tierart != null and list contains(tierart, "hund")',
      'Nur ausfüllen, wenn bei 1.5 «Hund» angekreuzt ist.',
    ],
    ['tierart != null', 'Nur ausfüllen, wenn bei 1.5 etwas steht.'],
    [
      'dringend = true and (art = "lang" or anzahl > 1)',
      'Nur ausfüllen, wenn | bei 1.2 «Ja» angekreuzt ist und | bei 1.1 «Lang» angekreuzt ist oder die Zahl bei 1.3 grösser als 1 ist.',
    ],
    ['anzahl * 2 > 10', 'Nur ausfüllen, wenn es nach Ihren Angaben bei 1.3 nötig ist.'],
  ])('%s', (when, expected) => {
    expect(words(when).replace(/\u00a0/g, ' ')).toBe(expected);
  });

  it('speaks four languages', () => {
    expect(words('art = "lang"', 'fr')).toBe('À remplir seulement si «Lang» est coché au point 1.1.');
    expect(words('art = "lang"', 'it')).toBe('Da compilare solo se al punto 1.1 è crociato «Lang».');
    expect(words('art = "lang"', 'en')).toBe('Fill in only if “Lang” is ticked at 1.1.');
  });

  it('speaks of entries of a list and of other questions', () => {
    const kind = { id: 'kinder', repeat: { id: 'kind', min: 1, max: 9 }, fields: [{ ...choice, id: 'art' }] };
    const only = (when: string) => form([kind, { id: 'person', when, fields: [text] }])[1]?.only?.text;
    expect(only('some k in kind satisfies k.art = "lang"')).toBe(
      'Nur ausfüllen, wenn bei 1.1 mindestens einmal «Lang» angekreuzt ist.',
    );
    expect(only('not(some k in kind satisfies k.art = "lang")')).toBe(
      'Nur ausfüllen, wenn bei 1.1 überall nicht «Lang» angekreuzt ist.',
    );
    expect(only('count(kind) > 2')).toBe('Nur ausfüllen, wenn Sie bei Frage 1 mehr als 2 Einträge machen.');
    expect(only('pages.kinder')).toBe('Nur ausfüllen, wenn die Frage 1 für Sie gilt.');
  });
});

describe('where to go on', () => {
  const page = (id: string, when?: string) => ({
    id,
    ...(when ? { when } : {}),
    fields: [{ ...text, id: `${id}Feld` }],
  });

  it('leads behind all questions that do not apply either', () => {
    const questions = form([
      first,
      page('a', 'art = "lang"'),
      page('b', 'art = "lang" and anzahl > 3'),
      page('c', 'aFeld = "x"'),
      page('d', 'art = "kurz"'),
      page('e'),
    ]);
    expect(questions.map((question) => question.otherwise)).toEqual([
      '',
      'Sonst weiter bei Frage 5.',
      'Sonst weiter bei Frage 4.',
      'Sonst weiter bei Frage 5.',
      'Sonst weiter bei Frage 6.',
      '',
    ]);
  });

  it('leads to the signature behind the last question', () => {
    expect(form([first, page('a', 'dringend = true')])[1]?.otherwise).toBe(
      'Sonst weiter bei «Erklärung und Unterschrift».',
    );
  });

  it('stands beside the answer after which nothing else on the way applies', () => {
    const [question] = form([
      { id: 'anliegen', fields: [choice, { ...text, when: 'art = "lang"' }] },
      page('a', 'art = "lang"'),
      page('e'),
    ]);
    expect(question?.fields[0]?.beside).toEqual({ kurz: 'weiter bei Frage 3' });
  });

  it('is not said where another question may come first', () => {
    const [question] = form([
      { id: 'anliegen', fields: [choice, yes] },
      page('a', 'dringend = true'),
      page('e'),
    ]);
    expect(question?.fields[0]?.beside).toEqual({});
    expect(question?.fields[1]?.beside).toEqual({ no: 'weiter bei Frage 3' });
  });
});

it('every type of field has its print form', () => {
  for (const type of fieldTypes) {
    const control = fieldKinds[type].paper({ id: 'x', type, options: ['a'] }, 'de', {
      lists,
      text: (key) => key,
    });
    expect(['lines', 'boxes', 'date', 'ticks', 'parts', 'enclose', 'confirm', 'sign', 'none']).toContain(
      control.kind,
    );
    expect(control.kind === 'none', type).toBe(type === 'calculated');
  }
});
