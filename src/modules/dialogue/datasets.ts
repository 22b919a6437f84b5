// What the dialogue module keeps: the mails that were sent.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { mailDays } from './actions/remove-old-mails.ts';

export const dialogueDatasets: readonly Dataset[] = [
  {
    table: 'kernel.mail',
    purpose: 'notify',
    kept: { as: 'mail', figures: () => ({ days: mailDays }) },
    recipients: ['mail-provider'],
    columns: {
      id: 'internal',
      at: 'internal',
      key: 'internal',
      recipient: 'confidential',
      subject: 'confidential',
      message: 'confidential',
      sent_at: 'internal',
      account_id: 'internal',
      kind: 'internal',
      state: 'internal',
      attempts: 'internal',
      next_try_at: 'internal',
      held_until: 'internal',
      accepted_by: 'internal',
      receipt: 'internal',
      // A server repeats the address.
      failure: 'confidential',
      ended_at: 'internal',
      message_id: 'internal',
    },
  },
];
