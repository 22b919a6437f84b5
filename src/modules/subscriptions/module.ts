// The subscriptions module: one engine for all that people follow, from the form to the mail, the feed and the calendar.
import type { Module } from '../../kernel/module.ts';
import { clean } from './actions/clean.ts';
import { digest } from './actions/digest.ts';
import { hear } from './actions/hear.ts';
import { match } from './actions/match.ts';
import { tell } from './actions/tell.ts';
import { subscriptionsApi } from './api/own-api.ts';
import { datasetTexts } from './dataset-texts.ts';
import { subscriptionsDatasets } from './datasets.ts';
import './errors.ts';
import { feedRoutes } from './feeds.ts';
import { subscriptionsCopy } from './own-copy.ts';
import { byAddressRoutes } from './pages/by-address.tsx';
import { ownRoutes } from './pages/own.tsx';
import { subscribeRoutes } from './pages/subscribe.tsx';
import { holdsAddress, ownSubscriptions } from './permissions.ts';
import { subscriptionsTexts } from './subscriptions-texts.ts';

export const subscriptions: Module = {
  name: 'subscriptions',
  schema: 'subscriptions',
  routes: [...subscribeRoutes, ...byAddressRoutes, ...ownRoutes, ...feedRoutes, ...subscriptionsApi],
  permissions: [holdsAddress, ownSubscriptions],
  jobs: {
    'subscriptions.hear': hear,
    'subscriptions.match': match,
    'subscriptions.tell': tell,
    'subscriptions.digest': (app) => digest(app),
    'subscriptions.clean': (app) => clean(app),
  },
  hearsAnnouncements: 'subscriptions.hear',
  schedule: [
    { task: 'subscriptions.digest', cron: '3 * * * *' },
    { task: 'subscriptions.clean', cron: '17 * * * *' },
  ],
  copy: subscriptionsCopy,
  datasets: subscriptionsDatasets,
  datasetTexts,
  footer: [
    { column: 'help', href: '/abonnieren', label: (language) => subscriptionsTexts(language)('title') },
  ],
  errorText: (language, code) =>
    code === 'SUBSCRIPTIONS_FULL'
      ? subscriptionsTexts(language)('error.SUBSCRIPTIONS_FULL', { most: 50 })
      : undefined,
};
