// The intake module: drafts, forms page by page, uploads, submission by form and by API.
import type { Module } from '../../kernel/module.ts';
import { removeExpiredDrafts } from './actions/discard-draft.ts';
import { seedSubmissions } from './actions/seed-submissions.ts';
import './errors.ts';
import { intakeErrorText } from './intake-texts.ts';
import { formRoutes } from './pages/form.tsx';
import { intakeApiRoutes } from './pages/intake-api.ts';
import { fillForm } from './permissions.ts';

export const intake: Module = {
  name: 'intake',
  schema: 'intake',
  routes: [...formRoutes, ...intakeApiRoutes],
  permissions: [fillForm],
  jobs: { 'intake.remove-expired-drafts': (app) => removeExpiredDrafts(app) },
  schedule: [{ task: 'intake.remove-expired-drafts', cron: '*/15 * * * *' }],
  datasets: [
    {
      table: 'intake.draft',
      class: 'special',
      purpose: 'fill-form',
      retention: 'P30D after the last change',
    },
    { table: 'intake.upload', class: 'special', purpose: 'fill-form', retention: 'with the draft' },
    { table: 'intake.submission', class: 'internal', purpose: 'fill-form', retention: 'with the case' },
  ],
  errorText: intakeErrorText,
  seed: seedSubmissions,
};
