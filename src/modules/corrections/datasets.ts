// What the corrections module keeps: requests to correct a register, and who had the wrong value.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const kept = { purpose: 'correction', kept: 'correction', recipients: ['unit'] } as const;

export const correctionsDatasets: readonly Dataset[] = [
  {
    ...kept,
    table: 'corrections.request',
    columns: {
      id: 'internal',
      account_id: 'confidential',
      register: 'internal',
      entry_id: 'confidential',
      field: 'internal',
      wrong_value: 'special',
      wrong_as_of: 'internal',
      right_value: 'special',
      note: 'special',
      evidence_file: 'special',
      unit: 'internal',
      language: 'internal',
      state: 'internal',
      asked_at: 'internal',
      due: 'internal',
      decided_at: 'internal',
      decided_by: 'confidential',
      reason: 'confidential',
      stale: 'internal',
      corrected_at: 'internal',
      withdrawn_at: 'internal',
    },
  },
  {
    ...kept,
    table: 'corrections.recipient',
    columns: {
      request_id: 'internal',
      number: 'internal',
      kind: 'internal',
      name: 'confidential',
      had_at: 'internal',
    },
  },
];
