// What the dialogue module keeps: the mails that were sent, threads with their messages, consent to official letters.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { mailDays } from './actions/remove-old-mails.ts';
import { threadDays } from './threads/remove-threads.ts';

const thread = {
  purpose: 'dialogue',
  kept: { as: 'thread', figures: () => ({ days: threadDays }) },
  recipients: ['unit', 'mandatary'],
} as const;

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
  {
    ...thread,
    table: 'dialogue.thread',
    columns: {
      id: 'internal',
      account_id: 'internal',
      unit: 'public',
      service_id: 'public',
      case_ref: 'internal',
      subject: 'confidential',
      language: 'internal',
      opened_at: 'internal',
      last_at: 'internal',
      waiting_since: 'internal',
      due: 'internal',
    },
  },
  {
    ...thread,
    table: 'dialogue.message',
    columns: {
      id: 'internal',
      thread_id: 'internal',
      from_unit: 'internal',
      author_id: 'internal',
      body: 'confidential',
      at: 'internal',
      opened_at: 'internal',
      official: 'internal',
      deadline: 'confidential',
      deadline_done_at: 'internal',
      reminded_at: 'internal',
    },
  },
  {
    ...thread,
    table: 'dialogue.attachment',
    columns: { file_id: 'internal', message_id: 'internal' },
  },
  {
    table: 'dialogue.electronic_service',
    purpose: 'dialogue',
    kept: 'consent',
    recipients: ['unit'],
    columns: { account_id: 'confidential', since: 'internal', ended_at: 'internal' },
  },
];
