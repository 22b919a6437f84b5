// The corrections module: what a register says wrongly is corrected there, and told to all who had it.
import type { Module } from '../../kernel/module.ts';
import { applyCorrection, resumeCorrections } from './actions/apply-correction.ts';
import { mailCorrections, mailedEvents } from './actions/mail-corrections.ts';
import { removeOldCorrections } from './actions/remove-old-corrections.ts';
import { correctionsErrorText, correctionsTexts } from './corrections-texts.ts';
import { correctionsDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { correctionsCopy } from './own-copy.ts';
import { askRoutes } from './pages/ask.tsx';
import { decideRoutes } from './pages/decide.tsx';
import { ownCorrectionsRoute, withdrawRoute } from './pages/own-corrections.tsx';
import { ownEntriesRoute } from './pages/own-entries.tsx';
import { staffListRoute } from './pages/staff-list.tsx';
import { correctOwn, decideCorrection, seeCorrections } from './permissions.ts';

export const corrections: Module = {
  name: 'corrections',
  schema: 'corrections',
  routes: [
    ownEntriesRoute,
    ...askRoutes,
    ownCorrectionsRoute,
    withdrawRoute,
    staffListRoute,
    ...decideRoutes,
  ],
  permissions: [correctOwn, seeCorrections, decideCorrection],
  jobs: {
    'corrections.apply': applyCorrection,
    'corrections.mail': mailCorrections,
    'corrections.resume': (app) => resumeCorrections(app),
    'corrections.clean': (app) => removeOldCorrections(app),
  },
  subscribes: [
    { event: 'correction.accepted', task: 'corrections.apply' },
    ...mailedEvents.map((event) => ({ event, task: 'corrections.mail' })),
  ],
  events: {
    'correction.asked': 'A person has said that a value of a register is wrong.',
    'correction.accepted': 'The unit that keeps the register agrees; the register is told.',
    'correction.refused': 'The unit that keeps the register does not agree, and says why.',
    'correction.withdrawn': 'Whoever has asked for it has taken it back; the register stays as it is.',
    'correction.stale': 'The register had another value by then; the unit looks once more.',
    'correction.made': 'The register has changed, and all who had the wrong value are told.',
  },
  schedule: [
    { task: 'corrections.resume', cron: '20 * * * *' },
    { task: 'corrections.clean', cron: '35 1 * * *' },
  ],
  copy: correctionsCopy,
  datasets: correctionsDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/berichtigungen',
      label: (language) => correctionsTexts(language)('list.title'),
      audience: 'staff',
      may: seeCorrections,
    },
  ],
  errorText: correctionsErrorText,
};
