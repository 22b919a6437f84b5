// The reports module: damage and nuisances at a place, from the report to what its unit has done about it; and Open311 for programs.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { units } from '../organisation/index.ts';
import { forgetMails } from './actions/forget-mails.ts';
import { forgetReporters } from './actions/forget-reporters.ts';
import { tellReporter, toldEvents } from './actions/tell-reporter.ts';
import { tellUnit, unitEvents } from './actions/tell-unit.ts';
import { announceMade, announceMerged, announceStep } from './announce.ts';
import { publicReportsApi } from './api/public-api.ts';
import { reportsDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { loadReports } from './load-reports.ts';
import { open311Routes } from './open311/routes.ts';
import { reportsOpenData } from './open-data.ts';
import { reportsCopy } from './own-copy.ts';
import { deskReportRoutes } from './pages/desk-report.tsx';
import { deskRoutes } from './pages/desk.tsx';
import { feedRoute } from './pages/feed.ts';
import { listRoutes } from './pages/list.tsx';
import { oneRoutes } from './pages/one.tsx';
import { ownRoutes } from './pages/own.tsx';
import { photoRoutes } from './pages/photos.ts';
import { reportDetailsRoutes } from './pages/report-details.tsx';
import { reportKindRoutes } from './pages/report-kind.tsx';
import { reportPlaceRoutes } from './pages/report-place.tsx';
import { workOnReports } from './permissions.ts';
import { reportsState } from './reports-state.ts';
import { reportsErrorText, reportsTexts } from './reports-texts.ts';
import { indexReports } from './search-entries.ts';
import { seedReports } from './seed-reports.ts';

export const reports: Module = {
  name: 'reports',
  schema: 'reports',
  async start(app) {
    const known = new Set(units(app).map(({ id }) => id));
    const loaded = await loadReports(app.canton, (id) => known.has(id));
    stopForFaults('What can be reported', loaded.faults);
    if (loaded.reports) reportsState.set(app, loaded.reports);
    await indexReports(app);
  },
  routes: [
    ...reportPlaceRoutes,
    ...reportKindRoutes,
    ...reportDetailsRoutes,
    ...listRoutes,
    feedRoute,
    ...deskRoutes,
    ...deskReportRoutes,
    ...oneRoutes,
    ...ownRoutes,
    ...photoRoutes,
    ...publicReportsApi,
    ...open311Routes,
  ],
  permissions: [workOnReports],
  jobs: {
    'reports.forget': (app) => forgetReporters(app),
    'reports.forget-mails': forgetMails,
    'reports.tell': tellReporter,
    'reports.tell-unit': tellUnit,
  },
  subscribes: [
    ...toldEvents.map((event) => ({ event, task: 'reports.tell' })),
    ...unitEvents.map((event) => ({ event, task: 'reports.tell-unit' })),
    { event: 'report.anonymised', task: 'reports.forget-mails' },
  ],
  events: {
    'report.made': 'Somebody has reported a damage or a nuisance.',
    'report.updated': 'The unit has taken a report, said something about it, passed it on or closed it.',
    'report.asked': 'The unit has asked whoever has reported.',
    'report.answered': 'Whoever has reported has answered the unit’s question.',
    'report.reopened': 'Somebody says that a closed report is not fixed; it is open again.',
    'report.merged': 'A report goes on in another one of the same matter.',
    'report.checked': 'The unit has looked at words and photos and said what everyone sees.',
    'report.noted': 'Another system has said something about a report.',
    'report.anonymised': 'Whoever has reported wants to be nobody; their data is removed.',
  },
  announces: {
    'report.made': announceMade,
    'report.updated': announceStep,
    'report.reopened': announceStep,
    'report.merged': announceMerged,
  },
  schedule: [{ task: 'reports.forget', cron: '20 2 * * *' }],
  copy: reportsCopy,
  datasets: reportsDatasets,
  datasetTexts,
  openData: reportsOpenData,
  navigation: [
    {
      href: '/meldungen',
      covers: ['/melden'],
      label: (language) => reportsTexts(language)('nav'),
      audience: 'public',
    },
    {
      href: '/meldungen/bearbeiten',
      label: (language) => reportsTexts(language)('desk.title'),
      audience: 'staff',
      may: workOnReports,
    },
  ],
  errorText: reportsErrorText,
  seed: seedReports,
};
