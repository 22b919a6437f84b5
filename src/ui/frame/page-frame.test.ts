/** Addresses of a page in the four languages. */
import { expect, test } from 'vitest';
import { errorStatus } from './error-page.tsx';
import { inLanguage, languageLinks } from './page-frame.ts';

test('the language joins the query or replaces the one that is there', () => {
  expect(inLanguage('/', 'fr')).toBe('/?lang=fr');
  expect(inLanguage('/suche?q=a%26b&lang=de&seite=2', 'it')).toBe('/suche?q=a%26b&seite=2&lang=it');
  expect(inLanguage('/konto#zugriffe', 'en')).toBe('/konto?lang=en#zugriffe');
  expect(inLanguage('/suche?language=x', 'en')).toBe('/suche?language=x&lang=en');
});

test('all four, in one order', () => {
  expect(languageLinks('/a').map(({ href }) => href)).toEqual([
    '/a?lang=de',
    '/a?lang=fr',
    '/a?lang=it',
    '/a?lang=en',
  ]);
});

test('a status without a page of its own gets that of its kind', () => {
  expect([404, 418, 502, 503].map(errorStatus)).toEqual(['404', '400', '500', '503']);
});
