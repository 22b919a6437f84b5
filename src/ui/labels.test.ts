/** The words of the interface are complete and of one shape in four languages. */
import { describe, expect, test } from 'vitest';
import de from './labels/de.json' with { type: 'json' };
import en from './labels/en.json' with { type: 'json' };
import fr from './labels/fr.json' with { type: 'json' };
import it from './labels/it.json' with { type: 'json' };
import { fill, plural, uiLabels } from './labels.ts';

/** Path of every text to the text. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    texts(inner, `${path}/${key}`),
  );
}

const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('labels', () => {
  test.each([
    ['fr', fr],
    ['it', it],
    ['en', en],
  ] as const)('%s has the texts of de, with the same places', (_lang, other) => {
    const source = new Map(texts(de));
    const target = new Map(texts(other));
    expect([...target.keys()].toSorted()).toEqual([...source.keys()].toSorted());
    for (const [path, text] of source)
      expect([path, places(target.get(path) ?? '')]).toEqual([path, places(text)]);
  });

  test('manners: no exclamation mark, no eszett, no straight quote, nothing empty', () => {
    for (const [path, text] of [de, fr, it, en].flatMap((labels) => texts(labels))) {
      expect([path, /[!ß"]|^\s|\s$|^$/.test(text)]).toEqual([path, false]);
    }
  });

  test('French counts nothing as one, German does not', () => {
    const { daysLeft } = uiLabels('fr').due;
    expect(plural(daysLeft, 0, 'fr')).toBe('encore 0 jour');
    expect(plural(uiLabels('de').due.daysLeft, 0, 'de')).toBe('noch 0 Tage');
  });

  test('an unknown place stays visible', () => {
    expect(fill('{a} und {b}', { a: 1 })).toBe('1 und {b}');
  });
});
