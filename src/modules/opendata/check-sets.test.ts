// A declaration that can't be published is refused with everything that is wrong with it.
import { expect, it } from 'vitest';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { faultsOfSets } from './check-sets.ts';

const words = {
  'dogs.title': 'x',
  'dogs.description': 'x',
  'dogs.keywords': 'x',
  'dogs.area': 'x',
  'dogs.dogs': 'x',
};
const dogs: OpenDataset = {
  id: 'dogs',
  texts: { de: words, fr: words, it: words, en: words },
  purpose: 'open-data',
  licence: 'open',
  frequency: 'daily',
  theme: 'GOVE',
  columns: [
    { name: 'area', type: 'string' },
    { name: 'dogs', type: 'integer', optional: true },
  ],
  key: ['area'],
  async *rows() {
    yield [];
  },
  suppress: { counts: ['dogs'], within: [[]] },
  keepsVersions: true,
};

it('takes a good one', () => expect(faultsOfSets([dogs])).toEqual([]));

it('says all that is wrong', () => {
  const { 'dogs.area': _gone, ...less } = words;
  const faults = faultsOfSets([
    dogs,
    {
      ...dogs,
      key: ['street'],
      chart: { label: 'area', value: 'cats' },
      suppress: { counts: ['area', 'cats'], within: [['town']] },
      keepsVersions: false,
      texts: { ...dogs.texts, it: less },
    },
  ]);
  for (const part of [
    'twice',
    'street',
    'cats',
    'town',
    'area can be hidden',
    'versions must be kept',
    'missing in it',
  ])
    expect(faults.join('\n')).toContain(part);
});
