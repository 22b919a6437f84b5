// The duties module: what people and firms have to do by when, by rules of the canton's `duties.yaml`.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { addServiceBand, offerById } from '../catalogue/index.ts';
import { publicDutiesApi } from './api/public-api.ts';
import { dutiesTexts } from './duties-texts.ts';
import { loadDuties } from './load-duties.ts';
import { publicDutyRoutes } from './pages/public.tsx';
import { serviceBand } from './pages/service-band.tsx';
import { dutiesOf } from './queries/duties.ts';

export const duties: Module = {
  name: 'duties',
  async start(app) {
    const { file, faults } = await loadDuties(app.canton, (id) => offerById(app, id) !== undefined);
    stopForFaults('The duties', faults);
    if (file) dutiesOf.set(app, file);
    addServiceBand(app, serviceBand);
  },
  routes: [...publicDutyRoutes, ...publicDutiesApi],
  footer: [{ column: 'help', href: '/pflichten', label: (language) => dutiesTexts(language)('nav') }],
};
