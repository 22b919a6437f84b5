// What the catalogue measures of itself: how much of what the canton offers, and of what it asks, is online.
import type { Measure } from '../../kernel/measure.ts';
import { measureTexts as texts } from './measure-texts.ts';
import { dutiesOf } from './queries/duties.ts';
import { offers } from './queries/offers.ts';
import { serviceById } from './queries/services.ts';

export const catalogueMeasures: readonly Measure[] = [
  {
    id: 'services-online',
    texts,
    unit: 'share',
    better: 'more',
    of: ['canton'],
    page: '/leistungen',
    async read(app) {
      const all = offers(app);
      const online = all.filter((offer) => offer.online).length;
      return {
        value: all.length === 0 ? null : online / all.length,
        sample: all.length,
        at: app.clock.now(),
      };
    },
  },
  {
    id: 'duties-online',
    texts,
    unit: 'share',
    better: 'more',
    of: ['canton'],
    page: '/pflichten',
    async read(app) {
      const { duties } = dutiesOf.of(app);
      const online = duties.filter(
        ({ service }) => service !== undefined && serviceById(app, service) !== undefined,
      ).length;
      return {
        value: duties.length === 0 ? null : online / duties.length,
        sample: duties.length,
        at: app.clock.now(),
      };
    },
  },
];
