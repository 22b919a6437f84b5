// Every fault that the engine knows has a sentence in four languages, and the definition's own words win.
import { describe, expect, it } from 'vitest';
import { valueFaultCodes, type AnswerFault, type ServiceDefinition } from '../../../engine/index.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { faultText, namedFaultText } from './fault-text.ts';

const texts = {
  'fields.chip.label': 'Chipnummer',
  'fields.chip.pattern': 'Die Chipnummer hat genau 15 Ziffern.',
  'fields.chip.checks.neu': 'Diese Nummer ist schon angemeldet.',
  'fields.beleg.label': 'Ausweis, Vorderseite.',
  'fields.adresse.label': 'Adresse',
  'fields.wahl.label': 'Woher kommt der Hund?',
  'pages.hunde.nav': 'Hunde',
};
const definition = {
  id: 'probe',
  pages: [
    {
      id: 'hunde',
      repeat: { id: 'hunde', min: 1, max: 5 },
      fields: [{ id: 'chip', type: 'text', pattern: '\\d{15}' }],
    },
    {
      id: 'rest',
      fields: [
        { id: 'beleg', type: 'file', accept: ['pdf', 'image'] },
        { id: 'adresse', type: 'address' },
        { id: 'wahl', type: 'choice', options: ['a'] },
      ],
    },
  ],
  texts: { de: texts, fr: texts, it: texts, en: texts },
} as unknown as ServiceDefinition;
const fault = (
  pointer: string,
  code: AnswerFault['code'],
  params: AnswerFault['params'] = {},
): AnswerFault => ({ pointer, code, params });

describe('faultText', () => {
  for (const language of languages) {
    it.each([...valueFaultCodes])(`has a sentence for %s in ${language}`, (code) => {
      const sentence = faultText(definition, fault('/beleg', code), language);
      expect(sentence).toMatch(/^\p{Lu}.*\.$/su);
      expect(sentence).not.toMatch(/[{}]|\.\.|undefined/);
    });
  }
  it.each([
    ['/hunde/0/chip', 'PATTERN', {}, '', 'Die Chipnummer hat genau 15 Ziffern.'],
    ['/hunde/0/chip', 'CHECK', { check: 'neu' }, '', 'Diese Nummer ist schon angemeldet.'],
    ['/hunde/0/chip', 'REQUIRED', {}, 'Chipnummer: ', 'Diese Angabe fehlt noch.'],
    [
      '/hunde/0/chip',
      'TOO_LONG',
      { max: 15 },
      'Chipnummer: ',
      'Das ist zu lang. Höchstens 15 Zeichen sind möglich.',
    ],
    ['/hunde', 'TOO_FEW_ITEMS', { min: 1 }, 'Hunde: ', 'Bitte erfassen Sie mindestens einen Eintrag.'],
    ['/adresse/postalCode', 'REQUIRED', {}, 'Adresse: ', 'Bitte geben Sie die Postleitzahl an.'],
    ['/adresse', 'REQUIRED', {}, 'Adresse: ', 'Diese Angabe fehlt noch.'],
    ['/wahl', 'REQUIRED', {}, 'Woher kommt der Hund? ', 'Bitte wählen Sie eine Antwort.'],
    [
      '/beleg/1',
      'FILE_TYPE',
      {},
      'Ausweis, Vorderseite: ',
      'Diese Art von Datei können wir nicht lesen. Möglich sind: PDF, Bilder (JPEG, PNG, WebP).',
    ],
    [
      '/a~1b',
      'UNKNOWN_FIELD',
      {},
      'a/b: ',
      'Diese Angabe wird hier nicht gefragt. Bitte lassen Sie sie weg.',
    ],
    ['', 'TYPE', {}, 'Antworten: ', 'Das hat nicht die richtige Form.'],
  ] as const)('%s %s %j: %s%s', (pointer, code, params, name, sentence) => {
    expect(faultText(definition, fault(pointer, code, params), 'de')).toBe(sentence);
    expect(namedFaultText(definition, fault(pointer, code, params), 'de')).toBe(name + sentence);
  });
});
