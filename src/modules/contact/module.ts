// The contact module: who is responsible for what and how to reach them, and the directory that everyone helps to keep right.
import type { Module } from '../../kernel/module.ts';
import { addRelatedBand } from '../catalogue/index.ts';
import { provideDirectory } from '../organisation/index.ts';
import { endOvertaken } from './actions/end-overtaken.ts';
import { forgetProposers } from './actions/forget-proposers.ts';
import { reindex } from './actions/reindex.ts';
import { tellProposer } from './actions/tell-proposer.ts';
import { contactApi } from './api/contact-api.ts';
import { contactErrorText, contactTexts } from './contact-texts.ts';
import { correctables } from './correctable.ts';
import { contactDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { directoryNow } from './directory.ts';
import { ownCorrectables } from './own-correctables.ts';
import { contactCopy } from './own-copy.ts';
import { addedToFinder } from './pages/added-to-finder.ts';
import { finderRoutes } from './pages/finder.tsx';
import { proposalRoutes } from './pages/proposal.tsx';
import { proposeRoutes } from './pages/propose.tsx';
import { staffRoutes } from './pages/staff.tsx';
import { correctionBand, waysBand } from './pages/subject-band.tsx';
import { patchRoute } from './patch/patch-route.ts';
import { keepDirectory } from './permissions.ts';
import { seedProposals } from './seed-proposals.ts';

export const contact: Module = {
  name: 'contact',
  schema: 'contact',
  async start(app) {
    correctables.set(app, [...ownCorrectables]);
    provideDirectory(app, () => directoryNow(app));
    await endOvertaken(app);
    addRelatedBand(app, waysBand);
    addRelatedBand(app, correctionBand, { last: true });
    addedToFinder.set(app, []);
    await reindex(app);
  },
  routes: [...finderRoutes, ...proposeRoutes, ...proposalRoutes, ...staffRoutes, patchRoute, contactApi],
  permissions: [keepDirectory],
  jobs: {
    'contact.tell': tellProposer,
    'contact.reindex': (app) => reindex(app),
    'contact.forget': (app) => forgetProposers(app),
  },
  subscribes: [
    { event: 'proposal.accepted', task: 'contact.tell' },
    { event: 'proposal.rejected', task: 'contact.tell' },
    { event: 'proposal.accepted', task: 'contact.reindex' },
  ],
  events: {
    'proposal.made': 'Somebody has proposed other values for a unit or a service.',
    'proposal.accepted': 'Staff have accepted a proposed value; it is shown everywhere.',
    'proposal.rejected': 'Staff have rejected a proposed value, with a reason.',
  },
  schedule: [{ task: 'contact.forget', cron: '55 1 * * *' }],
  copy: contactCopy,
  datasets: contactDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/verzeichnis',
      label: (language) => contactTexts(language)('staff.nav'),
      audience: 'staff',
      aside: true,
      may: keepDirectory,
    },
  ],
  errorText: contactErrorText,
  seed: seedProposals,
};
