// The policy module: what staff may do with cases, as data of the canton; certificates, emergency accesses.
import { impersonal } from '../../kernel/audit/personal-data.ts';
import type { Module } from '../../kernel/module.ts';
import { certificateProvider, certificateTable, forgetGoneCertificates } from './certificates.ts';
import { datasetTexts } from './dataset-texts.ts';
import { policyDatasets } from './datasets.ts';
import { endOver, removeOldEmergencies } from './emergency.ts';
import './errors.ts';
import { policyCopy } from './own-copy.ts';
import { startPolicy } from './policy-file.ts';
import { policyErrorText } from './policy-texts.ts';

export const policy: Module = {
  name: 'policy',
  schema: 'policy',
  start: async (app) => {
    await startPolicy(app);
    certificateProvider.set(app, certificateTable);
  },
  jobs: {
    'policy.end-emergencies': async (app) => {
      await impersonal(app, 'expire', (db) => endOver(db, app.clock.now()));
    },
    'policy.clean': async (app) => {
      await impersonal(app, 'expire', (db) => removeOldEmergencies(db, app.clock.now()));
      await forgetGoneCertificates(app);
    },
  },
  schedule: [
    { task: 'policy.end-emergencies', cron: '* * * * *' },
    { task: 'policy.clean', cron: '35 1 * * *' },
  ],
  events: {
    'emergency-access.opened': 'A member of staff has opened a case in an emergency, or tried to',
    'emergency-access.ended': 'An emergency access was ended before its time',
  },
  datasets: policyDatasets,
  datasetTexts,
  copy: policyCopy,
  errorText: policyErrorText,
};
