// What the subscriptions module keeps: who follows what, what was announced, and who hears of it.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { announcementDays } from './actions/clean.ts';
import { requestHours } from './actions/ask-to-confirm.ts';

const purpose = 'subscription';
const ofSubscriber = { purpose, kept: 'subscription', recipients: [] } as const;
const announced = {
  purpose,
  kept: { as: 'announcement', figures: () => ({ days: announcementDays }) },
  recipients: ['everyone'],
} as const;

export const subscriptionsDatasets: readonly Dataset[] = [
  {
    ...ofSubscriber,
    table: 'subscriptions.subscriber',
    recipients: ['mail-provider'],
    columns: {
      id: 'internal',
      account_id: 'internal',
      address: 'confidential',
      address_hash: 'internal',
      language: 'internal',
      generation: 'internal',
      created_at: 'internal',
    },
  },
  {
    ...ofSubscriber,
    table: 'subscriptions.subscription',
    columns: {
      id: 'internal',
      subscriber_id: 'internal',
      // What somebody follows says something about them.
      terms: 'confidential',
      match: 'internal',
      pace: 'internal',
      by_mail: 'internal',
      by_push: 'internal',
      feed_generation: 'internal',
      created_at: 'internal',
    },
  },
  { ...ofSubscriber, table: 'subscriptions.term', columns: { key: 'internal', subscription_id: 'internal' } },
  {
    purpose,
    kept: { as: 'subscription-request', figures: () => ({ hours: requestHours }) },
    recipients: ['mail-provider'],
    table: 'subscriptions.request',
    columns: {
      id: 'internal',
      at: 'internal',
      address: 'confidential',
      address_hash: 'internal',
      sender_hash: 'internal',
      language: 'internal',
      terms: 'confidential',
      match: 'internal',
      pace: 'internal',
    },
  },
  {
    ...announced,
    table: 'subscriptions.announcement',
    columns: {
      id: 'public',
      key: 'public',
      at: 'public',
      title: 'public',
      text: 'public',
      path: 'public',
      from_day: 'public',
      until_day: 'public',
      terms: 'public',
      matched_at: 'internal',
    },
  },
  {
    ...announced,
    table: 'subscriptions.announcement_term',
    columns: { term: 'public', announcement_id: 'public' },
  },
  {
    purpose,
    kept: 'hit',
    recipients: [],
    table: 'subscriptions.hit',
    columns: {
      subscriber_id: 'internal',
      announcement_id: 'internal',
      subscription_id: 'internal',
      pace: 'internal',
      by_mail: 'internal',
      by_push: 'internal',
      told_at: 'internal',
    },
  },
  {
    purpose,
    kept: 'hit',
    recipients: [],
    table: 'subscriptions.digest',
    columns: { pace: 'internal', day: 'internal', ended_at: 'internal' },
  },
];
