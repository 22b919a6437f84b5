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
    },
  },
];
