// The archive module: the end of cases: announced, offered to the archive, deleted, and a protocol of it.
import type { Module } from '../../kernel/module.ts';
import { checkProtocol } from './actions/check-protocol.ts';
import { endCases } from './actions/end-cases.ts';
import { forgetEnding } from './actions/forget-ending.ts';
import { seedEndings } from './actions/seed-endings.ts';
import { tellEnding } from './actions/tell-ending.ts';
import { startArchive } from './archive-config.ts';
import { archiveErrorText, archiveTexts } from './archive-texts.ts';
import { archiveDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { archiveCopy } from './own-copy.ts';
import { offerRoutes } from './pages/offers.tsx';
import { ownEndingsRoute } from './pages/own-endings.tsx';
import { receivePackageRoute } from './pages/packages.tsx';
import { protocolRoute } from './pages/protocol.tsx';
import { appraise, seeDeletions } from './permissions.ts';

export const archive: Module = {
  name: 'archive',
  schema: 'archive',
  routes: [ownEndingsRoute, ...offerRoutes, receivePackageRoute, protocolRoute],
  permissions: [appraise, seeDeletions],
  jobs: {
    'archive.end-cases': (app) => endCases(app),
    'archive.check-protocol': checkProtocol,
    'archive.tell': tellEnding,
    'archive.forget': forgetEnding,
  },
  subscribes: [
    { event: 'case.ends-soon', task: 'archive.tell' },
    { event: 'case.reopened', task: 'archive.forget' },
  ],
  schedule: [
    { task: 'archive.end-cases', cron: '17 3 * * *' },
    { task: 'archive.check-protocol', cron: '47 3 * * *' },
  ],
  events: {
    'case.ends-soon': 'The retention of a case ends soon; the person is told.',
    'case.appraised': 'The archive has taken a case over, or declined it.',
    'case.deleted': 'A case was deleted with all that belonged to it.',
  },
  copy: archiveCopy,
  datasets: archiveDatasets,
  datasetTexts,
  start: startArchive,
  seed: seedEndings,
  navigation: [
    {
      href: '/archiv',
      label: (language) => archiveTexts(language)('offers.title'),
      audience: 'staff',
      may: appraise,
      home: true,
    },
    {
      href: '/archiv/protokoll',
      label: (language) => archiveTexts(language)('protocol.title'),
      audience: 'staff',
      may: seeDeletions,
      home: true,
    },
  ],
  errorText: archiveErrorText,
};
