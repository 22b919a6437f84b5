// Manifest of the catalogue: published services, search, life events, and the pages about them and about units.
import type { Module } from '../../kernel/module.ts';
import { announceVersion, announceVersions, versionPublished } from './actions/announce-versions.ts';
import { evaluateApi } from './api/evaluate.ts';
import { searchApi } from './api/search.ts';
import { serviceApi, serviceDefinitionApi, serviceExamplesApi, serviceSchemaApi } from './api/service.ts';
import { serviceListApi } from './api/service-list.ts';
import { catalogueTexts } from './catalogue-texts.ts';
import { catalogueErrorText } from './errors.ts';
import { easyRoutes } from './easy/easy-routes.tsx';
import { easyState } from './easy/easy-text.ts';
import { startCatalogue } from './load-catalogue.ts';
import { allServicesPage } from './pages/all-services.tsx';
import { lifeEventPage } from './pages/life-event.tsx';
import { lifeEventCalendar } from './pages/life-event-calendar.ts';
import { searchPage } from './pages/search.tsx';
import { servicePage } from './pages/service.tsx';
import { unitPage } from './pages/unit.tsx';
import { unitsPage } from './pages/units.tsx';
import { catalogueDatasets } from './datasets.ts';
import { indexServices } from './search/own-entries.ts';
import { datasetTexts } from './dataset-texts.ts';
import { catalogueMeasures } from './measures.ts';

export const catalogue: Module = {
  name: 'catalogue',
  schema: 'catalogue',
  datasets: catalogueDatasets,
  datasetTexts,
  measures: catalogueMeasures,
  start: startCatalogue,
  jobs: {
    'catalogue.index-services': indexServices,
    'catalogue.announce-versions': (app) => announceVersions(app),
  },
  events: { [versionPublished]: 'A new version of a service is in force.' },
  announces: { [versionPublished]: announceVersion },
  schedule: [{ task: 'catalogue.announce-versions', cron: '12 * * * *' }],
  routes: [
    allServicesPage,
    servicePage,
    lifeEventPage,
    lifeEventCalendar,
    searchPage,
    unitsPage,
    unitPage,
    ...easyRoutes,
    serviceListApi,
    serviceApi,
    serviceSchemaApi,
    serviceDefinitionApi,
    serviceExamplesApi,
    evaluateApi,
    searchApi,
  ],
  errorText: catalogueErrorText,
  footer: [
    {
      column: 'help',
      href: '/leicht',
      label: (language) => catalogueTexts(language)('easy.label'),
      shown: (app) => easyState(app) !== undefined,
    },
  ],
  navigation: [
    {
      href: '/leistungen',
      label: (language) => catalogueTexts(language)('nav.services'),
      audience: 'public',
    },
    { href: '/stellen', label: (language) => catalogueTexts(language)('nav.units'), audience: 'public' },
  ],
};
