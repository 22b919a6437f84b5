// How many data sets are open, for pages that say how digital the canton is.
import type { Measure } from '../../kernel/measure.ts';
import { measureTexts as texts } from './measure-texts.ts';
import { openSets } from './sets.ts';

export const opendataMeasures: readonly Measure[] = [
  {
    id: 'open-data-sets',
    texts,
    unit: 'count',
    better: 'more',
    of: ['canton'],
    page: '/daten',
    read: async (app) => ({ value: openSets(app).length, sample: null, at: app.clock.now() }),
  },
];
