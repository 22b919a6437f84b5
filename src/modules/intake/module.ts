// The intake module: drafts, forms page by page, uploads, submission by form and by API.
import type { Module } from '../../kernel/module.ts';
import { announceRemoval } from './actions/announce-removal.ts';
import { removeExpiredDrafts } from './actions/discard-draft.ts';
import { seedSubmissions } from './actions/seed-submissions.ts';
import './errors.ts';
import { intakeErrorText, intakeTexts } from './intake-texts.ts';
import { counterRoutes } from './pages/counter-routes.ts';
import { formRoutes } from './pages/form.tsx';
import { intakeApiRoutes } from './pages/intake-api.ts';
import { fillForm, serveAtCounter } from './permissions.ts';
import { startRetention } from './retention.ts';

export const intake: Module = {
  name: 'intake',
  schema: 'intake',
  routes: [...formRoutes, ...counterRoutes, ...intakeApiRoutes],
  permissions: [fillForm, serveAtCounter],
  jobs: {
    'intake.announce-removal': (app) => announceRemoval(app),
    'intake.remove-expired-drafts': (app) => removeExpiredDrafts(app),
  },
  schedule: [
    { task: 'intake.announce-removal', cron: '7 * * * *' },
    { task: 'intake.remove-expired-drafts', cron: '*/15 * * * *' },
  ],
  events: { 'draft.expires-soon': 'A draft will be removed in a few days.' },
  start: startRetention,
  datasets: [
    {
      table: 'intake.draft',
      class: 'special',
      purpose: 'fill-form',
      retention: 'as retention.yaml says, after the last change',
    },
    { table: 'intake.upload', class: 'special', purpose: 'fill-form', retention: 'with the draft' },
    { table: 'intake.submission', class: 'internal', purpose: 'fill-form', retention: 'with the case' },
  ],
  navigation: [
    {
      href: '/schalter',
      label: (language) => intakeTexts(language)('counter.title'),
      audience: 'staff',
      may: serveAtCounter,
    },
  ],
  errorText: intakeErrorText,
  seed: seedSubmissions,
};
