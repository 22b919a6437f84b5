// The notifications module: the one way to tell a person something, how it goes out, and what became of it.
import type { Module } from '../../kernel/module.ts';
import { deliver } from './actions/deliver.ts';
import { loadPushKeys, push } from './actions/push.ts';
import { datasetTexts } from './dataset-texts.ts';
import { notificationsDatasets } from './datasets.ts';
import { forgetDeadAddresses } from './dead-addresses.ts';

export const notifications: Module = {
  name: 'notifications',
  schema: 'notifications',
  start: loadPushKeys,
  jobs: {
    'notifications.deliver': deliver,
    'notifications.push': push,
    'notifications.clean': forgetDeadAddresses,
  },
  schedule: [{ task: 'notifications.clean', cron: '31 2 * * *' }],
  datasets: notificationsDatasets,
  datasetTexts,
};
