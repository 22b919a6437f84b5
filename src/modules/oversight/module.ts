// The oversight module: questions about uses of data with a clock, and staff who look at unusually many people, breaches of data.
import type { Module } from '../../kernel/module.ts';
import { addToAccesses } from '../data/index.ts';
import { addToAccount } from '../dialogue/index.ts';
import { mailedEvents, mailOversight } from './actions/mail-oversight.ts';
import { noticeUnusual } from './actions/notice-unusual.ts';
import { removeOld } from './actions/remove-old.ts';
import './errors.ts';
import { affectedRoute } from './incidents/affected-page.tsx';
import { authorityNoticeRoute } from './incidents/authority-notice.ts';
import { incidentFormRoutes } from './incidents/incident-form.tsx';
import { incidentRoutes } from './incidents/incident-page.tsx';
import { incidentsRoute } from './incidents/incidents-page.tsx';
import { ownIncidentsRoute } from './incidents/own-incidents-page.tsx';
import { callOfficers } from './incidents/call-officers.ts';
import { forgetCase } from './incidents/remove-incidents.ts';
import { tellRoute } from './incidents/tell-page.tsx';
import { tellAffected } from './incidents/tell-affected.ts';
import { startOversight } from './oversight-config.ts';
import { oversightErrorText, oversightTexts } from './oversight-texts.ts';
import { accountNews } from './pages/account-news.tsx';
import { askRoutes } from './pages/ask.tsx';
import { endEmergencyRoute } from './pages/emergencies.tsx';
import { emergencyListRoute } from './pages/emergency-list.tsx';
import { overviewRoute } from './pages/overview.tsx';
import { ownQuestionsRoute } from './pages/own-questions.tsx';
import { questionLinks } from './pages/question-links.tsx';
import { questionRoutes } from './pages/question.tsx';
import { askAboutAccess, oversee } from './permissions.ts';
import { oversightDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { oversightCopy } from './own-copy.ts';

export const oversight: Module = {
  name: 'oversight',
  schema: 'oversight',
  start: async (app) => {
    await startOversight(app);
    addToAccesses(app, questionLinks);
    addToAccount(app, accountNews);
  },
  routes: [
    ...askRoutes,
    ownQuestionsRoute,
    overviewRoute,
    emergencyListRoute,
    endEmergencyRoute,
    ...questionRoutes,
    incidentsRoute,
    ...incidentFormRoutes,
    ...incidentRoutes,
    affectedRoute,
    tellRoute,
    authorityNoticeRoute,
    ownIncidentsRoute,
  ],
  permissions: [askAboutAccess, oversee],
  jobs: {
    'oversight.mail': mailOversight,
    'oversight.notice-unusual': noticeUnusual,
    'oversight.clean': removeOld,
    'oversight.tell-affected': tellAffected,
    'oversight.call-officers': (app) => callOfficers(app),
  },
  subscribes: [
    ...mailedEvents.map((event) => ({ event, task: 'oversight.mail' })),
    { event: 'incident.confirmed', task: 'oversight.tell-affected' },
  ],
  events: {
    'access.questioned': 'A person has asked about uses of their data',
    'access.question-answered': 'The data protection officer has answered',
    'oversight.unusual-reading': 'A member of staff has used the data of unusually many people',
    'incident.recorded': 'The data protection officer has recorded a breach of data',
    'incident.changed': 'The data protection officer has described a breach better',
    'incident.authority-told': 'The data protection officer says that the authority was told of a breach',
    'incident.confirmed': 'The persons affected by a breach are being told',
    'incident.closed': 'A breach was closed',
  },
  schedule: [
    { task: 'oversight.notice-unusual', cron: '*/5 * * * *' },
    { task: 'oversight.clean', cron: '25 1 * * *' },
    { task: 'oversight.call-officers', cron: '17 * * * *' },
  ],
  removeCase: forgetCase,
  copy: oversightCopy,
  datasets: oversightDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/aufsicht',
      label: (language) => oversightTexts(language)('oversight.title'),
      audience: 'staff',
      may: oversee,
      home: true,
    },
  ],
  errorText: oversightErrorText,
};
