// The mandates module: who may act for whom, given, accepted and ended by the two of them, and chosen with a switch.
import { provideActingRules } from '../../kernel/acting.ts';
import type { Module } from '../../kernel/module.ts';
import { endForDeceased } from './actions/end-for-deceased.ts';
import { openLearnedToday } from './actions/learn-today.ts';
import { removeOfCase } from './actions/remove-of-case.ts';
import { seedMandates } from './actions/seed-mandates.ts';
import { tellByMail, toldEvents } from './actions/tell-by-mail.ts';
import './errors.ts';
import { mandatesErrorText } from './mandates-texts.ts';
import { chooseRoutes } from './pages/choose.tsx';
import { giveRoutes } from './pages/give.tsx';
import { listRoute } from './pages/list.tsx';
import { mandatesApiRoute } from './pages/mandates-api.ts';
import { mandateRoutes } from './pages/mandate.tsx';
import { recordRoutes } from './pages/record.tsx';
import { revokeRoutes } from './pages/revoke-paper.tsx';
import { chooseActing, manageMandates, recordPaper } from './permissions.ts';
import { rulesOfMandates } from './queries/acting-rules.ts';
import { mandateDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { mandatesCopy } from './own-copy.ts';
import { startRepresentation } from './representation-file.ts';

export const mandates: Module = {
  name: 'mandates',
  schema: 'mandates',
  routes: [
    ...chooseRoutes,
    listRoute,
    ...giveRoutes,
    ...recordRoutes,
    ...revokeRoutes,
    ...mandateRoutes,
    mandatesApiRoute,
  ],
  permissions: [manageMandates, chooseActing, recordPaper],
  jobs: {
    'mandates.tell': tellByMail,
    'mandates.end-for-deceased': (app) => endForDeceased(app),
  },
  schedule: [{ task: 'mandates.end-for-deceased', cron: '11 * * * *' }],
  subscribes: Object.keys(toldEvents).map((event) => ({ event, task: 'mandates.tell' })),
  events: {
    'mandate.offered': 'Somebody offered a mandate to a person or a company.',
    'mandate.accepted': 'The person, or somebody who acts for the company, accepted it.',
    'mandate.declined': 'They declined it.',
    'mandate.revoked': 'Whoever gave it took it back.',
    'mandate.resigned': 'Whoever had it gave it back.',
    'mandate.ended': 'It has ended by law: one of the two has died.',
  },
  copy: mandatesCopy,
  removeCase: removeOfCase,
  datasets: mandateDatasets,
  datasetTexts,
  errorText: mandatesErrorText,
  async start(app) {
    openLearnedToday(app);
    provideActingRules(app, rulesOfMandates);
    await startRepresentation(app);
  },
  seed: seedMandates,
};
