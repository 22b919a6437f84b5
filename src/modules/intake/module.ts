// The intake module: drafts, forms page by page, at the counter and on paper, uploads, submission by form and by API, one by one and in batches.
import type { Module } from '../../kernel/module.ts';
import { startBlankForms } from './actions/print-form.ts';
import { announceRemoval } from './actions/announce-removal.ts';
import { removeExpiredDrafts } from './actions/discard-draft.ts';
import { removeOfCase } from './actions/remove-of-case.ts';
import { scanUploads } from './actions/scan-uploads.ts';
import { removeOldPaperForms } from './actions/remove-old-paper-forms.ts';
import { seedSubmissions } from './actions/seed-submissions.ts';
import { removeOldBatches, resumeBatches } from './batch/tend-batches.ts';
import { workBatch } from './batch/work-batch.ts';
import './errors.ts';
import { intakeErrorText, intakeTexts } from './intake-texts.ts';
import { batchApiRoutes } from './pages/batch-api.ts';
import { batchPageRoutes } from './pages/batch.tsx';
import { sentBatchesRoutes } from './pages/batches.tsx';
import { counterRoutes } from './pages/counter-routes.ts';
import { formRoutes } from './pages/form.tsx';
import { intakeApiRoutes } from './pages/intake-api.ts';
import { paperRoutes } from './pages/paper.ts';
import { paperErrorText } from './paper/paper-texts.ts';
import { signatureApiRoutes } from './pages/signature-api.ts';
import { signatureRoutes } from './pages/signature.tsx';
import { jointEvents, tellJoint } from './signing/tell-joint.ts';
import { tendJointSubmissions } from './signing/tend-joint.ts';
import { beginForm, fillForm, sendBatch, serveAtCounter } from './permissions.ts';
import { startRetention } from './retention.ts';
import { intakeDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { intakeCopy } from './own-copy.ts';

export const intake: Module = {
  name: 'intake',
  schema: 'intake',
  routes: [
    ...formRoutes,
    ...counterRoutes,
    ...paperRoutes,
    ...intakeApiRoutes,
    ...sentBatchesRoutes,
    ...batchPageRoutes,
    ...batchApiRoutes,
    ...signatureRoutes,
    ...signatureApiRoutes,
  ],
  permissions: [beginForm, fillForm, serveAtCounter, sendBatch],
  jobs: {
    'intake.announce-removal': (app) => announceRemoval(app),
    'intake.remove-expired-drafts': (app) => removeExpiredDrafts(app),
    'intake.remove-old-paper-forms': (app) => removeOldPaperForms(app),
    'intake.scan-uploads': (app) => scanUploads(app),
    'intake.work-batch': workBatch,
    'intake.resume-batches': (app) => resumeBatches(app),
    'intake.remove-old-batches': (app) => removeOldBatches(app),
    'intake.tell-joint': tellJoint,
    'intake.tend-joint': (app) => tendJointSubmissions(app),
  },
  schedule: [
    { task: 'intake.announce-removal', cron: '7 * * * *' },
    { task: 'intake.remove-expired-drafts', cron: '*/15 * * * *' },
    { task: 'intake.remove-old-paper-forms', cron: '40 2 * * *' },
    { task: 'intake.scan-uploads', cron: '*/5 * * * *' },
    { task: 'intake.resume-batches', cron: '* * * * *' },
    { task: 'intake.remove-old-batches', cron: '50 2 * * *' },
    { task: 'intake.tend-joint', cron: '17 * * * *' },
  ],
  subscribes: Object.keys(jointEvents).map((event) => ({ event, task: 'intake.tell-joint' })),
  events: {
    'batch.finished': 'Every line of a batch of submissions has its result.',
    'draft.expires-soon': 'A draft will be removed in a few days.',
    'scale.seeded': 'Invented persons up to a number have their accounts and cases, for runs at scale.',
    'submission.prepared': 'One of two has signed a submission of a company; it waits for the second.',
    'submission.signed': 'The second one has signed it; it is a case.',
    'submission.refused': 'The second one has refused to sign it.',
    'submission.withdrawn': 'The first one has withdrawn it.',
    'submission.lapsed': 'Nobody signed it in time.',
    'submission.outdated':
      'The service or what its answers amount to has changed before the second one signed.',
    'submission.first-ended': 'The register of companies no longer names the first one.',
    'upload.infected': 'The virus scanner found something in an upload.',
  },
  start: async (app) => {
    startBlankForms(app);
    await startRetention(app);
  },
  copy: intakeCopy,
  removeCase: removeOfCase,
  datasets: intakeDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/schalter',
      label: (language) => intakeTexts(language)('counter.title'),
      audience: 'staff',
      may: serveAtCounter,
      home: true,
    },
  ],
  errorText: (language, code) => intakeErrorText(language, code) ?? paperErrorText(language, code),
  seed: seedSubmissions,
};
