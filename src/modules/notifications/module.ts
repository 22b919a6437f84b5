// The notifications module: the one way to tell a person something, how it goes out, and what became of it.
import type { Module } from '../../kernel/module.ts';
import { deliver } from './actions/deliver.ts';
import { loadPushKeys, push } from './actions/push.ts';
import { forgetAskedAddresses } from './asked-addresses.ts';
import { bounceApi } from './bounces/bounce-api.ts';
import { datasetTexts } from './dataset-texts.ts';
import { notificationsDatasets } from './datasets.ts';
import { forgetDeadAddresses } from './dead-addresses.ts';
import { notificationsTexts } from './notifications-texts.ts';
import { notificationsCopy } from './own-copy.ts';
import { deliveryRoute, seeDelivery } from './pages/delivery.tsx';
import { pushWorkerRoute } from './pages/push-worker.ts';
import { ownWishes, wishesRoutes } from './pages/wishes.tsx';

export const notifications: Module = {
  name: 'notifications',
  schema: 'notifications',
  start: loadPushKeys,
  routes: [...wishesRoutes, deliveryRoute, bounceApi, pushWorkerRoute],
  permissions: [ownWishes, seeDelivery],
  copy: notificationsCopy,
  navigation: [
    {
      href: '/zustellung',
      label: (language) => notificationsTexts(language)('ops.title'),
      audience: 'staff',
      may: seeDelivery,
    },
  ],
  jobs: {
    'notifications.deliver': deliver,
    'notifications.push': push,
    'notifications.clean': async (app) => {
      await forgetDeadAddresses(app);
      await forgetAskedAddresses(app);
    },
  },
  schedule: [{ task: 'notifications.clean', cron: '31 2 * * *' }],
  datasets: notificationsDatasets,
  datasetTexts,
};
