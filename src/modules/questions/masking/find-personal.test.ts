// What says who somebody is, is found in four languages, also where it was written so that programs miss it; ordinary words stay.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonal, masked } from './find-personal.ts';

const year = 2026;
const kinds = (text: string) => findPersonal(text, { year }).map(({ kind }) => kind);
const shown = (text: string, known: string[] = []) =>
  masked(text, findPersonal(text, { year, known }), (kind) => `[${kind}]`);

describe('what says who somebody is', () => {
  it.each([
    ['Schreiben Sie an anna.muster@example.org bitte.', 'Schreiben Sie an [email] bitte.'],
    ['anna.muster (at) example (punkt) org', '[email]'],
    ['anna . muster @ example . org', '[email]'],
    ['a n n a @ e x a m p l e . o r g', '[email]'],
    ['Meine AHV-Nummer ist 756.1234.5678.97.', 'Meine AHV-Nummer ist [ahv].'],
    ['AHV 7 5 6 1 2 3 4 5 6 7 8 9 7 danke', 'AHV [ahv] danke'],
    ['AHV ７５６.１２３４.５６７８.９７', 'AHV [ahv]'],
    ['AHV ٧٥٦.١٢٣٤.٥٦٧٨.٩٧', 'AHV [ahv]'],
    ['AHV 756\u200b.12\u200b34.5678.97', 'AHV [ahv]'],
    ['Konto CH93 0076 2011 6238 5295 7 bitte', 'Konto [iban] bitte'],
    ['Konto C H 9 3 0 0 7 6 2 0 1 1 6 2 3 8 5 2 9 5 7', 'Konto [iban]'],
    ['Konto DE89 3704 0044 0532 0130 00', 'Konto [iban]'],
    ['Tel. 061 123 45 67', 'Tel. [phone]'],
    ['Tel. +41 (0)61 123 45 67', 'Tel. [phone]'],
    ['Tel. 0 6 1 - 1 2 3 - 4 5 - 6 7', 'Tel. [phone]'],
    ['Mein Auto BS 12345 steht dort', 'Mein Auto [plate] steht dort'],
    ['Mein Auto BS-1 2 3 4 5', 'Mein Auto [plate]'],
    ['Ich bin am 3.4.1985 geboren', 'Ich bin am [birth] geboren'],
    ['geboren am 12. Mai 2019', 'geboren am [birth]'],
    ['née le 1er août 1990', 'née le [birth]'],
    ['nata il 3 marzo 1971', 'nata il [birth]'],
    ['born on 4 July 1976', 'born on [birth]'],
    ['Jahrgang 1985', 'Jahrgang [birth]'],
    ['Ich wohne an der Freie Strasse 12a, 4051 Basel.', 'Ich wohne an der [address].'],
    ['Claragraben 4 ist laut', '[address] ist laut'],
    ['Ich wohne Im Surinam 73', 'Ich wohne [address]'],
    ['J’habite rue de la Paix 12', 'J’habite [address]'],
    ['J’habite 12, rue du Rhône', 'J’habite [address]'],
    ['Abito in via San Gottardo 7', 'Abito in [address]'],
    ['I live at 12 Baker Street', 'I live at [address]'],
    ['Ich heisse Anna Muster und frage', 'Ich heisse [name] frage'],
    ['ich heisse anna', 'ich heisse [name]'],
    ['Je m’appelle Anne Dupont.', 'Je m’appelle [name].'],
    ['Mi chiamo Carla Bianchi.', 'Mi chiamo [name].'],
    ['My name is John Doe.', 'My name is [name].'],
    ['Ich bin Anna Muster, seit Mai hier', 'Ich bin [name], seit Mai hier'],
    ['Herr Dr. Peter von Gunten sagte', 'Herr Dr. [name] sagte'],
    ['Madame Dubois m’a dit', 'Madame [name] m’a dit'],
    ['Freundliche Grüsse\nAnna Muster', 'Freundliche Grüsse\n[name]'],
    ['Cordialement,\n\nAnne Dupont\n', 'Cordialement,\n\n[name]\n'],
  ])('is masked in %j', (text, expected) => expect(shown(text)).toBe(expected));

  it('is masked by the name that the account says, in any case', () =>
    expect(shown('Annas Hund heisst Muster, sagt ANNA.', ['Anna Muster'])).toBe(
      '[name] Hund heisst [name], sagt [name].',
    ));

  it.each([
    'Wann ist die Frist für die Steuererklärung 2025?',
    'Nach IDG (SG 153.260) und Art. 12 BV darf ich das.',
    'Am 24. November 2026 kam der Brief, 5 Tage später die Mahnung.',
    'Guten Tag\nWo melde ich meinen Hund an? Kostet das 160 Franken?',
    'Madame, Monsieur\nQuand ouvre le guichet?',
    'Die Buslinie 36 fährt alle 7 Minuten, das Tram 3 auch.',
    'Ich bin neu in Basel und suche Kitaplätze.',
  ])('is not seen in %j', (text) => expect(kinds(text)).toEqual([]));

  it('of any text keeps the rest as it was, in order and without overlaps', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const found = findPersonal(text, { year });
        found.forEach(({ from, to }, index) => {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual(found[index - 1]?.to ?? 0);
        });
        const rest = text.length - found.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(masked(text, found, () => '')).toHaveLength(rest);
      }),
      { numRuns: 200 },
    ));

  it.each([
    ['a', 20_000],
    ['1 ', 10_000],
    ['A-', 10_000],
    ['Aa ', 10_000],
    ['a.', 10_000],
    ['@ a ', 5_000],
    ['Aastrasse ', 3_000],
    ['7 5 6 ', 5_000],
    ['CH9', 7_000],
  ])('is looked for in %j many times without taking long', (piece, times) => {
    // What goes back and forth for each sign runs into the time limit of the runner.
    expect(findPersonal(piece.repeat(times), { year })).toBeInstanceOf(Array);
  });
});
