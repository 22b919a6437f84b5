// Names in texts: whoever is called is found, and nobody else.
import { describe, expect, it } from 'vitest';
import { calledNames } from './mentions.ts';

describe('a name after @', () => {
  it('is found with all its words, wherever it stands', () => {
    expect(calledNames('@Fiona Muster, was meinst du?')).toContain('fiona muster');
    expect(calledNames('Danke\n@Erik Beispiel-Probe')).toContain('erik beispiel-probe');
    expect(calledNames('(@Noël D’Arc)')).toContain('noël d’arc');
  });

  it('may be followed by anything', () => {
    expect(calledNames('@Fiona Muster hat das gesagt')).toEqual([
      'fiona',
      'fiona muster',
      'fiona muster hat',
      'fiona muster hat das',
    ]);
  });

  it('is none in an address or alone', () => {
    expect(calledNames('fiona@example.org und a.b@muster')).toEqual([]);
    expect(calledNames('@ Fiona')).toEqual([]);
    expect(calledNames('Preis @ 3')).toEqual([]);
  });

  it('of a flood are a few, soon', () => {
    expect(calledNames('@a b '.repeat(50_000)).length).toBeLessThan(100);
    expect(calledNames(`@${'x'.repeat(200_000)}`).length).toBeLessThan(5);
  });
});
