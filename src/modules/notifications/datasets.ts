// What the notifications module keeps: wishes, addresses that do not work or were asked lately, browsers that are told at once.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const purpose = 'notices';

export const notificationsDatasets: readonly Dataset[] = [
  {
    table: 'notifications.preference',
    purpose,
    kept: 'notices',
    recipients: [],
    columns: { account_id: 'internal', kind: 'internal', by_mail: 'internal', by_push: 'internal' },
  },
  {
    table: 'notifications.setting',
    purpose,
    kept: 'notices',
    recipients: [],
    columns: { account_id: 'internal', language: 'internal' },
  },
  {
    table: 'notifications.dead_address',
    purpose,
    kept: 'dead-address',
    recipients: [],
    columns: { address_hash: 'internal', since: 'internal', reason: 'internal' },
  },
  {
    table: 'notifications.asked_address',
    purpose,
    kept: 'asked-address',
    recipients: [],
    columns: { id: 'internal', address_hash: 'internal', at: 'internal' },
  },
  {
    table: 'notifications.push_device',
    purpose,
    kept: 'push-device',
    recipients: ['push-service'],
    columns: {
      id: 'internal',
      owner_id: 'internal',
      endpoint: 'confidential',
      p256dh: 'confidential',
      auth: 'confidential',
      language: 'internal',
      added_at: 'internal',
    },
  },
];
