// What the mandates module keeps: who may act for whom.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const mandateDatasets: readonly Dataset[] = [
  {
    table: 'mandates.mandate',
    purpose: 'mandate',
    kept: 'giver-account',
    recipients: ['mandatary', 'giver', 'counter'],
    columns: {
      id: 'internal',
      giver_id: 'confidential',
      giver_name: 'confidential',
      offered_email: 'confidential',
      offered_organisation: 'confidential',
      mandatary_id: 'confidential',
      mandatary_name: 'confidential',
      everything: 'confidential',
      services: 'confidential',
      matters: 'confidential',
      valid_from: 'internal',
      valid_until: 'internal',
      state: 'internal',
      offered_at: 'internal',
      answered_at: 'internal',
      ended_at: 'internal',
      language: 'internal',
      end_reason: 'confidential',
      recorded_by: 'confidential',
      paper_file: 'confidential',
    },
  },
];
