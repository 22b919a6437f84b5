// The rules of easy language find what is hard, and let pass what is easy.
import { describe, expect, it } from 'vitest';
import { hardParts, longWords, numbersOf } from './easy-rules.ts';

describe('hardParts', () => {
  it.each([
    'Sie haben neu einen Hund.',
    'Wer hat Ihre Daten gelesen?',
    'Der Kanton hat 3 Gemeinden:',
    'Die Haft·pflicht·versicherung bezahlt.',
  ])('lets pass: %s', (line) => expect(hardParts(line)).toEqual([]));

  it.each([
    ['Sie müssen, wenn Sie umziehen, die Adresse melden.', 'more than one comma'],
    ['Die Wohnsitzbescheinigung ist ein Papier.', 'Wohnsitzbescheinigung'],
    ['und dann kommt die Rechnung.', 'begin'],
    ['Sie bekommen die Karte', 'end'],
    ['Sie bekommen die Karte (mit der Post).', 'brackets'],
    ['Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn.', '14 words'],
  ])('finds in: %s', (line, part) => expect(hardParts(line).join(' ')).toContain(part));
});

it('counts the letters of each part of a word', () => {
  expect(longWords('Ergänzungs·leistungen und Familienmietzinsbeiträge')).toEqual([
    'Familienmietzinsbeiträge',
  ]);
});

it('reads numbers with and without gaps', () => {
  expect(numbersOf('10 000 Franken, 14 Tage, 4.15')).toEqual(['10000', '14', '4.15']);
});
