// The governance module: which data is kept, why and how long, made from the declarations that enforce it.
import type { Module } from '../../kernel/module.ts';
import { startGovernance } from './governance-config.ts';
import { governanceTexts } from './governance-texts.ts';
import { cataloguePage } from './pages/catalogue.tsx';
import { openDataRoutes } from './pages/open-data.ts';
import { registerPage } from './pages/register.tsx';
import { tablePage } from './pages/table.tsx';
import { startCatalogueOfData } from './queries/data-catalogue.ts';

export const governance: Module = {
  name: 'governance',
  start: async (app) => {
    await startGovernance(app);
    startCatalogueOfData(app);
  },
  routes: [cataloguePage, registerPage, tablePage, ...openDataRoutes],
  footer: [
    {
      column: 'trust',
      href: '/datenkatalog',
      label: (language) => governanceTexts(language)('catalogue.title'),
    },
  ],
};
