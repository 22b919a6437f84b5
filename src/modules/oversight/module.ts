// The oversight module: questions about uses of data with a clock, and staff who look at unusually many people.
import type { Module } from '../../kernel/module.ts';
import { addToAccesses } from '../data/index.ts';
import { mailedEvents, mailOversight } from './actions/mail-oversight.ts';
import { noticeUnusual } from './actions/notice-unusual.ts';
import { removeOld } from './actions/remove-old.ts';
import './errors.ts';
import { startOversight } from './oversight-config.ts';
import { oversightTexts } from './oversight-texts.ts';
import { askRoutes } from './pages/ask.tsx';
import { endEmergencyRoute } from './pages/emergencies.tsx';
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
  },
  routes: [...askRoutes, ownQuestionsRoute, overviewRoute, endEmergencyRoute, ...questionRoutes],
  permissions: [askAboutAccess, oversee],
  jobs: {
    'oversight.mail': mailOversight,
    'oversight.notice-unusual': noticeUnusual,
    'oversight.clean': removeOld,
  },
  subscribes: mailedEvents.map((event) => ({ event, task: 'oversight.mail' })),
  events: {
    'access.questioned': 'A person has asked about uses of their data',
    'access.question-answered': 'The data protection officer has answered',
    'oversight.unusual-reading': 'A member of staff has used the data of unusually many people',
  },
  schedule: [
    { task: 'oversight.notice-unusual', cron: '*/5 * * * *' },
    { task: 'oversight.clean', cron: '25 1 * * *' },
  ],
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
  errorText: (language, code) =>
    code === 'QUESTION_ANSWERED' || code === 'QUESTIONS_EXCEEDED'
      ? oversightTexts(language)(`error.${code}`)
      : undefined,
};
