// What participation measures of itself, for pages that say how digital the canton is.
import type { Measure } from '../../kernel/measure.ts';
import { measureTexts as texts } from './measure-texts.ts';
import { allProcesses } from './queries/processes.ts';

export const participationMeasures: readonly Measure[] = [
  {
    id: 'participation-processes',
    texts,
    unit: 'count',
    better: 'more',
    of: ['canton'],
    page: '/mitreden',
    read: async (app) => ({ value: allProcesses(app).length, sample: null, at: app.clock.now() }),
  },
];
