// Folding brings spellings of a word together: accents, umlauts, case.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';

describe('fold', () => {
  it.each([
    ['Zügeln', 'zugeln'],
    ['ZUEGELN', 'zugeln'],
    ['Strasse', 'strasse'],
    ['Straße', 'strasse'],
    ['Steuer', 'steuer'],
    ['neue Quelle', 'neue quelle'],
    ['Häuser', 'hauser'],
    ['Haeuser', 'hauser'],
    ['l’Anmeldung (neu)', 'l anmeldung neu'],
  ])('%s becomes %s in German', (text, folded) => expect(fold(text, 'de')).toBe(folded));

  it('leaves "ue" alone in French', () => expect(fold('Rue de la Forêt', 'fr')).toBe('rue de la foret'));

  it('never gives more than plain words, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const folded = fold(text, 'de');
        expect(folded).toMatch(/^([a-z0-9]{1,40}( [a-z0-9]{1,40})*)?$/);
        expect(fold(folded, 'fr')).toBe(folded);
      }),
    );
  });
});
