// What the contact module keeps: proposals for the directory, and the history of what was accepted.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { forgetDays } from './actions/forget-proposers.ts';

const purpose = 'directory';
const days = () => ({ days: forgetDays });

export const contactDatasets: readonly Dataset[] = [
  {
    table: 'contact.proposal',
    purpose,
    kept: 'directory',
    recipients: ['unit', 'mail-provider'],
    columns: {
      id: 'internal',
      kind: 'public',
      subject: 'public',
      unit: 'public',
      reason: 'confidential',
      language: 'internal',
      email: { class: 'confidential', kept: { as: 'proposer', figures: days } },
      account_id: { class: 'confidential', kept: { as: 'proposer', figures: days } },
      at: 'internal',
      open_values: 'internal',
    },
  },
  {
    table: 'contact.proposed_value',
    purpose,
    kept: 'directory',
    recipients: ['unit'],
    columns: {
      proposal_id: 'internal',
      field: 'public',
      old_value: 'public',
      new_value: 'internal',
      state: 'internal',
      reason: 'internal',
      decided_at: 'internal',
      decided_by: 'internal',
    },
  },
  {
    table: 'contact.correction',
    purpose,
    kept: 'directory',
    recipients: ['everyone'],
    columns: {
      id: 'internal',
      kind: 'public',
      subject: 'public',
      field: 'public',
      file_value: 'public',
      old_value: 'public',
      value: 'public',
      reason: 'public',
      proposal_id: 'internal',
      since: 'public',
      ended_at: 'public',
      ended_why: 'public',
    },
  },
];
