// Declarations of measures: a missing text, a doubled id and a measure of nothing are named before the program serves.
import { describe, expect, it } from 'vitest';
import type { Measure, MeasureTexts } from '../../../kernel/measure.ts';
import { modules } from '../../../modules.ts';
import { faultsOfMeasures } from './registry.ts';

const words = { 'at-once.title': 'a', 'at-once.meaning': 'b' };
const texts: MeasureTexts = { de: words, fr: words, it: words, en: words };
const measure: Measure = {
  id: 'at-once',
  texts,
  unit: 'share',
  better: 'more',
  of: ['canton'],
  page: '/',
  read: async () => ({ value: null, sample: null, at: new Date(0) }),
};

describe('measures', () => {
  it('of the product are declared without a fault', () => {
    const all = modules.flatMap(({ measures }) => measures ?? []);
    expect(all.length).toBeGreaterThanOrEqual(8);
    expect(faultsOfMeasures(all)).toEqual([]);
  });

  it('with a fault are named', () => {
    expect(faultsOfMeasures([measure])).toEqual([]);
    expect(faultsOfMeasures([measure, measure])).toEqual(['at-once is declared twice.']);
    expect(faultsOfMeasures([{ ...measure, of: [] }])).toEqual(['at-once can be asked of nothing.']);
    expect(faultsOfMeasures([{ ...measure, texts: { ...texts, fr: { 'at-once.title': 'a' } } }])).toEqual([
      'The text at-once.meaning is missing in fr.',
    ]);
    expect(faultsOfMeasures([{ ...measure, id: 'At once' }])[0]).toContain('is no id');
  });
});
