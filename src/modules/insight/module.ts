// The insight module: what follows from a service's definition (process, record, data, reading), and how services do in figures.
import type { Module } from '../../kernel/module.ts';
import { addServiceBand } from '../catalogue/index.ts';
import { measuresApi } from './api/measures.ts';
import { dictionaryApi, dictionaryCsvApi, processApi, recordApi } from './api/service-views.ts';
import { insightTexts } from './insight-texts.ts';
import { insightMeasures } from './measures.ts';
import { insightOpenData } from './open-data.ts';
import { dictionaryPage } from './pages/dictionary.tsx';
import { figuresPage } from './pages/figures.tsx';
import { processPage } from './pages/process.tsx';
import { readAloudPage } from './pages/read-aloud.ts';
import { recordPage } from './pages/record.tsx';
import { serviceBand } from './pages/service-band.tsx';

export const insight: Module = {
  name: 'insight',
  start: async (app) => addServiceBand(app, serviceBand),
  routes: [
    processPage,
    recordPage,
    dictionaryPage,
    readAloudPage,
    figuresPage,
    processApi,
    recordApi,
    dictionaryApi,
    dictionaryCsvApi,
    measuresApi,
  ],
  openData: insightOpenData,
  measures: insightMeasures,
  footer: [
    {
      column: 'open',
      href: '/leistungen/zahlen',
      label: (language) => insightTexts(language)('figures.title'),
    },
  ],
};
