// What the governance module keeps: the data protection officer's decisions, acts of an office.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const governanceDatasets: readonly Dataset[] = [
  {
    table: 'governance.decision',
    purpose: 'impact-assessment',
    kept: 'program',
    recipients: ['data-protection-officer'],
    columns: {
      id: 'internal',
      service_id: 'internal',
      outcome: 'internal',
      reason: 'internal',
      conditions: 'internal',
      valid_until: 'internal',
      declaration: 'internal',
      digest: 'internal',
      decided_at: 'internal',
      decided_by: 'internal',
    },
  },
];
