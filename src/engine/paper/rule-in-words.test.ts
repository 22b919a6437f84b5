// Rules in words with labels instead of numbers, on an invented form.
import { describe, expect, it } from 'vitest';
import type { Language, ServiceDefinition } from '../definition/schema.ts';
import { lists, loaded } from '../testing/every-field.ts';
import { ruleInWords } from './rule-in-words.ts';

const texts = {
  'pages.kurs.nav': 'Kurs',
  'pages.tiere.nav': 'Tiere',
  'fields.art.label': 'Art des Tiers',
  'fields.art.options.hund': 'Hund',
  'fields.art.options.katze': 'Katze',
  'fields.besucht.label': 'Ich habe den Kurs besucht.',
  'fields.jahre.label': 'Alter',
};
const definition = {
  ...loaded().definition,
  pages: [
    {
      id: 'tiere',
      repeat: { id: 'tier', min: 1, max: 5 },
      fields: [
        { id: 'art', type: 'choice', options: ['hund', 'katze'] },
        { id: 'jahre', type: 'number', min: 0, max: 40 },
      ],
    },
    { id: 'kurs', when: 'count(tier) > 2', fields: [{ id: 'besucht', type: 'yesno' }] },
  ],
  texts: { de: texts, fr: texts, it: texts, en: texts },
} as unknown as ServiceDefinition;

const words = (rule: string, language: Language = 'de') => {
  const { text, items } = ruleInWords(definition, language, { lists }, rule);
  return [text, ...items].join(' | ');
};

describe('a rule in words', () => {
  it.each([
    ['count(tier) > 2', 'Nur wenn Sie bei Frage «Tiere» mehr als 2 Einträge machen.'],
    [
      'some t in tier satisfies list contains(["hund", "katze"], t.art)',
      'Nur wenn bei «Art des Tiers» mindestens einmal «Hund» oder «Katze» steht.',
    ],
    [
      'not(pages.kurs) and besucht = false',
      'Nur wenn die Frage «Kurs» für Sie nicht gilt und bei «Ich habe den Kurs besucht» «Nein» steht.',
    ],
    [
      'besucht = true and count(tier) < 2 and pages.kurs',
      'Nur wenn | bei «Ich habe den Kurs besucht» «Ja» steht und | Sie bei Frage «Tiere» weniger als 2 Einträge machen und | die Frage «Kurs» für Sie gilt.',
    ],
    // Too complicated for words: what it depends on is said.
    [
      'if besucht then count(tier) > 3 else false',
      'Nur wenn die Regel nach den Angaben bei «Ich habe den Kurs besucht» zutrifft.',
    ],
  ])('%s', (rule, sentence) => expect(words(rule)).toBe(sentence));

  it('is told in the language of the page', () => {
    expect(words('pages.kurs', 'fr')).toBe('Seulement si la question «Kurs» vous concerne.');
    expect(words('pages.kurs', 'it')).toBe('Solo se la domanda «Kurs» vi riguarda.');
    expect(words('besucht = true', 'en')).toBe('Only if “Yes” is written at “Ich habe den Kurs besucht”.');
  });
});
