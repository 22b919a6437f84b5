// The governance module: which data is kept, why and how long, made from the declarations that enforce it; risky purposes stay closed until decided.
import type { Module } from '../../kernel/module.ts';
import { setBasisOfUse } from '../../kernel/audit/use-basis.ts';
import { basisOfUse } from './basis-of-use.ts';
import { seedDecisions } from './actions/seed-decisions.ts';
import { datasetTexts } from './dataset-texts.ts';
import { governanceDatasets } from './datasets.ts';
import './errors.ts';
import { startGovernance } from './governance-config.ts';
import { governanceErrorText, governanceTexts } from './governance-texts.ts';
import { cataloguePage } from './pages/catalogue.tsx';
import { impactListPage } from './pages/impact-list.tsx';
import { impactRoutes } from './pages/impact.tsx';
import { openDataRoutes } from './pages/open-data.ts';
import { registerPage } from './pages/register.tsx';
import { tablePage } from './pages/table.tsx';
import { assessImpact } from './permissions.ts';
import { startCatalogueOfData } from './queries/data-catalogue.ts';

export const governance: Module = {
  name: 'governance',
  schema: 'governance',
  datasets: governanceDatasets,
  datasetTexts,
  start: async (app) => {
    await startGovernance(app);
    setBasisOfUse(app, (use, byLaw) => basisOfUse(app, use, byLaw));
    startCatalogueOfData(app);
  },
  routes: [cataloguePage, registerPage, tablePage, ...openDataRoutes, impactListPage, ...impactRoutes],
  permissions: [assessImpact],
  events: {
    'purpose.decided':
      'The data protection officer has decided whether a risky service may take submissions.',
  },
  footer: [
    {
      column: 'trust',
      href: '/datenkatalog',
      label: (language) => governanceTexts(language)('catalogue.title'),
    },
  ],
  errorText: governanceErrorText,
  seed: seedDecisions,
};
