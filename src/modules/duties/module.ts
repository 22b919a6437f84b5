// The duties module: what people and firms have to do by when, by rules of the canton's `duties.yaml`.
import type { Module } from '../../kernel/module.ts';
import { addServiceBand } from '../catalogue/index.ts';
import { remindAll, remindOne, removeOldMarks } from './actions/remind.ts';
import { ownDutiesApi } from './api/own-api.ts';
import { publicDutiesApi } from './api/public-api.ts';
import { datasetTexts } from './dataset-texts.ts';
import { dutiesDatasets } from './datasets.ts';
import { dutiesTexts } from './duties-texts.ts';
import { dutiesCopy } from './own-copy.ts';
import { ownDutiesRoute } from './pages/own.tsx';
import { ownActionRoutes } from './pages/own-actions.tsx';
import { publicDutyRoutes } from './pages/public.tsx';
import { serviceBand } from './pages/service-band.tsx';
import { readCalendar, seeOwnDuties } from './permissions.ts';

export const duties: Module = {
  name: 'duties',
  schema: 'duties',
  start: async (app) => addServiceBand(app, serviceBand),
  routes: [...publicDutyRoutes, ...publicDutiesApi, ownDutiesRoute, ...ownActionRoutes, ...ownDutiesApi],
  permissions: [seeOwnDuties, readCalendar],
  jobs: {
    'duties.remind': (app) => remindAll(app),
    'duties.remind-one': remindOne,
    'duties.clean': (app) => removeOldMarks(app),
  },
  schedule: [
    { task: 'duties.remind', cron: '15 5 * * *' },
    { task: 'duties.clean', cron: '25 2 * * *' },
  ],
  copy: dutiesCopy,
  datasets: dutiesDatasets,
  datasetTexts,
  footer: [{ column: 'help', href: '/pflichten', label: (language) => dutiesTexts(language)('nav') }],
};
