// Compounds are cut where both sides are words of the canton's own pages.
import { describe, expect, it } from 'vitest';
import { compoundParts } from './compound-parts.ts';

const dictionary = new Set([
  'park',
  'busse',
  'hund',
  'steuer',
  'geburt',
  'urkunde',
  'auto',
  'billett',
  'ei',
  'fest',
  'strasse',
]);

describe('compoundParts', () => {
  it.each([
    ['parkbusse', ['park', 'busse']],
    ['hundesteuer', ['hund', 'steuer']],
    ['geburtsurkunde', ['geburt', 'urkunde']],
    ['geburtsurkunden', ['geburt', 'urkunde']],
    ['strassenfeste', ['strasse', 'fest']],
    ['hundesteuerbusse', ['hund', 'steuer', 'busse']],
  ])('cuts %s', (word, parts) => expect(compoundParts(word, dictionary)).toEqual(parts));

  it.each(['steuer', 'parkplatz', 'parkei', 'ahv2026steuer', ''])('leaves %s whole', (word) =>
    expect(compoundParts(word, dictionary)).toEqual([]),
  );

  it('is not slow for what has many cuts', () => {
    const many = new Set(Array.from({ length: 40 }, (_, length) => 'a'.repeat(length + 1)));
    expect(compoundParts(`${'a'.repeat(39)}b`, many)).toEqual([]);
  });
});
