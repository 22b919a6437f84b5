// What the portfolio says of itself: promises kept, what is under way, rules that were changed.
import { fewestShown } from '../../../kernel/hide-small.ts';
import type { Measure } from '../../../kernel/measure.ts';
import { isOpen } from '../initiative.ts';
import { measureTexts as texts } from '../measure-texts.ts';
import { countsByPhase } from '../queries/initiatives.ts';
import { finalVerdicts } from '../queries/hypotheses.ts';
import { countsByState } from '../queries/obstacles.ts';

export const ownMeasures: readonly Measure[] = [
  {
    id: 'promises-reached',
    texts,
    unit: 'share',
    better: 'more',
    of: ['canton'],
    page: '/vorhaben',
    async read(app) {
      const { all, reached } = await finalVerdicts(app);
      // Of three promises a share says nothing.
      return { value: all < fewestShown ? null : reached / all, sample: all, at: app.clock.now() };
    },
  },
  {
    id: 'initiatives-under-way',
    texts,
    unit: 'count',
    better: 'more',
    of: ['canton'],
    page: '/vorhaben',
    async read(app) {
      const counts = await countsByPhase(app);
      const value = [...counts].reduce((sum, [phase, count]) => sum + (isOpen({ phase }) ? count : 0), 0);
      return { value, sample: null, at: app.clock.now() };
    },
  },
  {
    id: 'obstacles-solved',
    texts,
    unit: 'share',
    better: 'more',
    of: ['canton'],
    page: '/huerden',
    async read(app) {
      const counts = await countsByState(app);
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return {
        value: all === 0 ? null : (counts.get('solved') ?? 0) / all,
        sample: all,
        at: app.clock.now(),
      };
    },
  },
];
