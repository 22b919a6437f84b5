// What people type into the search becomes words that PostgreSQL takes, whatever they type.
import { describe, expect, it } from 'vitest';
import { searchTerms } from './words.ts';

describe('terms', () => {
  it('are the folded words, each by its beginning', () => {
    expect(searchTerms('Zügel Bücher')).toBe('zugel:* & bucher:*');
    expect(searchTerms('ZUEGEL')).toBe('zugel:*');
  });

  it('hold nothing that PostgreSQL could read as an operator', () => {
    expect(searchTerms("a | b & !c <-> (d):* '\\")).toBe('a:* & b:* & c:* & d:*');
    expect(searchTerms('!!! … ()')).toBeUndefined();
    expect(searchTerms('')).toBeUndefined();
  });

  it('are few and short, however much is typed', () => {
    expect(searchTerms('wort '.repeat(1000))?.split(' & ')).toHaveLength(8);
    expect(searchTerms('x'.repeat(5000))?.length).toBeLessThan(50);
  });
});
