// All services with what they promise and how it went, as open data.
import { effortOf } from '../../engine/index.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { offers } from '../catalogue/index.ts';
import { openDataTexts } from './open-data-texts.ts';
import { figuresOf } from './queries/service-figures.ts';

const optional = true;

const servicesSet: OpenDataset = {
  id: 'services',
  texts: openDataTexts,
  purpose: 'catalogue',
  licence: 'open',
  frequency: 'daily',
  theme: 'GOVE',
  columns: [
    { name: 'id', type: 'string' },
    ...languages.map((language) => ({ name: `title_${language}`, type: 'string' as const })),
    { name: 'unit', type: 'string' },
    { name: 'online', type: 'boolean' },
    { name: 'promised_working_days', type: 'integer', optional },
    { name: 'asked', type: 'integer', optional },
    { name: 'known', type: 'integer', optional },
    { name: 'steps_least', type: 'integer', optional },
    { name: 'steps_most', type: 'integer', optional },
    { name: 'media_breaks', type: 'string', optional },
    { name: 'can_decide_at_once', type: 'boolean', optional },
    { name: 'cases', type: 'integer', optional },
    { name: 'share_at_once', type: 'number', optional },
    { name: 'median_hours', type: 'number', optional },
  ],
  key: ['id'],
  async *rows(app) {
    const { items } = await figuresOf(app);
    const online = new Map(items.map((each) => [each.service.id, each]));
    yield offers(app).map((offer) => {
      const names = [
        offer.id,
        ...languages.map((language) => offer.title[language]),
        offer.owner,
        offer.online,
      ];
      const found = online.get(offer.id);
      if (!found) return [...names, ...Array.from({ length: 10 }, () => null)];
      const { service, canDecideAtOnce, cases, measured } = found;
      const { asked, known, steps, mediaBreaks } = effortOf(service);
      return [
        ...names,
        ...[service.process.promise.workingDays, asked, known, steps.least, steps.most],
        [...new Set(mediaBreaks.map(({ kind }) => kind))].join(' '),
        ...[canDecideAtOnce, cases, measured ? rounded(measured.share, 3) : null],
        measured && measured.medianSeconds !== null ? rounded(measured.medianSeconds / 3600, 1) : null,
      ];
    });
  },
  // The page with the figures hides the same.
  suppress: 'public',
  keepsVersions: true,
  page: '/leistungen/zahlen',
};

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

export const insightOpenData: readonly OpenDataset[] = [servicesSet];
