// What is left of a query: without fillers, with synonyms, a few words at most.
import { describe, expect, it } from 'vitest';
import { readCanton } from '../../../kernel/canton.ts';
import { loadSynonyms } from './load-synonyms.ts';
import { understandQuery } from './understand-query.ts';

const { synonyms, faults } = await loadSynonyms(await readCanton('canton/basel-stadt'));
const words = (query: string) =>
  understandQuery(query, 'de', synonyms.de, new Set(['park', 'busse'])).map(
    ({ slot, word, exact }) => `${slot} ${word}${exact ? '!' : ''}`,
  );

describe('understandQuery', () => {
  it('reads a file without faults', () => expect(faults).toEqual([]));
  it('leaves fillers out', () =>
    expect(words('Wie melde ich einen Hund?')).toEqual([
      '0 melde',
      '1 hund',
      '0 meldehund!',
      '1 meldehund!',
    ]));
  it('says a phrase in the words of the pages', () =>
    expect(words('ich ziehe um')).toEqual(['0 ziehe', '0 umzug']));
  it('knows what a compound is made of, and what is said for its parts', () =>
    expect(
      understandQuery('Parkbusse', 'de', synonyms.de, new Set(['park', 'busse'])).map(({ parts }) => parts),
    ).toEqual([[['park'], ['busse']]]));
  it('has nothing left of fillers alone', () => expect(words('wo kann ich das?')).toEqual([]));
  it('reads no more than ten parts', () =>
    expect(
      Math.max(...words('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12').map((each) => Number(each.split(' ')[0]))),
    ).toBe(9));
});
