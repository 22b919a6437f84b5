// The data module: registers for once-only, the access log as the person sees it, blocks of disclosure.
import type { Module } from '../../kernel/module.ts';
import { provideResidentMatch } from '../identity/index.ts';
import { seedStreets } from './actions/seed-streets.ts';
import { dataErrorText, dataTexts } from './data-texts.ts';
import './errors.ts';
import { registerApi } from './api/register-api.ts';
import { disclosureTexts } from './disclosure/disclosure-texts.ts';
import { tellChange } from './disclosure/tell-change.ts';
import { accessRoutes } from './pages/accesses.tsx';
import { addedToAccesses } from './pages/added-to-accesses.ts';
import { blockRoutes } from './pages/block.tsx';
import { counterBlockRoutes } from './pages/counter-block.tsx';
import { blockOwnDisclosure, recordDisclosureBlock, seeOwnAccesses } from './permissions.ts';
import { startBuildings } from './queries/find-building.ts';
import { matchResident } from './queries/match-resident.ts';
import { openCircuits } from './registers/ask-register.ts';
import { loadRegisters } from './registers/canton-registers.ts';
import { dataDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { dataCopy } from './own-copy.ts';

export const data: Module = {
  name: 'data',
  schema: 'data',
  routes: [...accessRoutes, ...blockRoutes, ...counterBlockRoutes, ...registerApi],
  permissions: [seeOwnAccesses, blockOwnDisclosure, recordDisclosureBlock],
  jobs: { 'data.tell-disclosure': tellChange },
  subscribes: [
    { event: 'disclosure.blocked', task: 'data.tell-disclosure' },
    { event: 'disclosure.unblocked', task: 'data.tell-disclosure' },
  ],
  events: {
    'disclosure.blocked':
      'A person forbids that their data is told to others, by themselves or at the counter.',
    'disclosure.unblocked': 'The block is lifted.',
    'register.searched-in-vain': 'An E-ID was compared with a register and fits nobody, or more than one.',
  },
  copy: dataCopy,
  datasets: dataDatasets,
  datasetTexts,
  footer: [
    { column: 'trust', href: '/konto/zugriffe', label: (language) => dataTexts(language)('title') },
    { column: 'trust', href: '/konto/bekanntgabe', label: (language) => disclosureTexts(language)('title') },
  ],
  // Signing in by E-ID looks for the person in the register, which lies here.
  start: async (app) => {
    addedToAccesses.set(app, []);
    openCircuits(app);
    startBuildings(app);
    await loadRegisters(app);
    provideResidentMatch(app, matchResident);
  },
  errorText: dataErrorText,
  seed: seedStreets,
};
