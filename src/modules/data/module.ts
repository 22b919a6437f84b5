// The data module: registers for once-only, the access log as the person sees it.
import type { Module } from '../../kernel/module.ts';
import { provideResidentMatch } from '../identity/index.ts';
import { seedRegisters } from './actions/seed-registers.ts';
import { dataTexts } from './data-texts.ts';
import { registerApi } from './api/register-api.ts';
import { accessRoutes } from './pages/accesses.tsx';
import { addedToAccesses } from './pages/added-to-accesses.ts';
import { seeOwnAccesses } from './permissions.ts';
import { matchResident } from './queries/match-resident.ts';

export const data: Module = {
  name: 'data',
  schema: 'data',
  routes: [...accessRoutes, ...registerApi],
  permissions: [seeOwnAccesses],
  datasets: [
    {
      table: 'data.resident',
      class: 'confidential',
      purpose: 'once-only',
      retention: 'as long as the register keeps the person',
    },
    {
      table: 'data.company',
      class: 'internal',
      purpose: 'once-only',
      retention: 'as long as the register keeps the company',
    },
    {
      table: 'data.street',
      class: 'public',
      purpose: 'once-only',
      retention: 'as long as the register keeps the street',
    },
    { table: 'kernel.access_entry', class: 'confidential', purpose: 'transparency', retention: 'P10Y' },
  ],
  footer: [{ column: 'trust', href: '/konto/zugriffe', label: (language) => dataTexts(language)('title') }],
  // Signing in by E-ID looks for the person in the register, which lies here.
  start: (app) => {
    addedToAccesses.set(app, []);
    provideResidentMatch(app, matchResident);
    return Promise.resolve();
  },
  seed: seedRegisters,
};
