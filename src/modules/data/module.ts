// The data module: registers for once-only, the access log as the person sees it.
import type { Module } from '../../kernel/module.ts';
import { provideResidentMatch } from '../identity/index.ts';
import { seedStreets } from './actions/seed-streets.ts';
import { dataTexts } from './data-texts.ts';
import './errors.ts';
import { registerApi } from './api/register-api.ts';
import { accessRoutes } from './pages/accesses.tsx';
import { addedToAccesses } from './pages/added-to-accesses.ts';
import { seeOwnAccesses } from './permissions.ts';
import { matchResident } from './queries/match-resident.ts';
import { openCircuits } from './registers/ask-register.ts';
import { loadRegisters } from './registers/canton-registers.ts';
import { dataDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { dataCopy } from './own-copy.ts';

export const data: Module = {
  name: 'data',
  schema: 'data',
  routes: [...accessRoutes, ...registerApi],
  permissions: [seeOwnAccesses],
  events: {
    'register.searched-in-vain': 'An E-ID was compared with a register and fits nobody, or more than one.',
  },
  copy: dataCopy,
  datasets: dataDatasets,
  datasetTexts,
  footer: [{ column: 'trust', href: '/konto/zugriffe', label: (language) => dataTexts(language)('title') }],
  // Signing in by E-ID looks for the person in the register, which lies here.
  start: async (app) => {
    addedToAccesses.set(app, []);
    openCircuits(app);
    await loadRegisters(app);
    provideResidentMatch(app, matchResident);
  },
  errorText: (language, code) =>
    code === 'REGISTER_SILENT' ? dataTexts(language)('error.REGISTER_SILENT') : undefined,
  seed: seedStreets,
};
