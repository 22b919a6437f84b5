// What the policy module keeps: certificates of staff, and emergency accesses.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const policyDatasets: readonly Dataset[] = [
  {
    table: 'policy.certificate',
    purpose: 'certificate',
    kept: 'with-account',
    recipients: ['unit'],
    columns: {
      id: 'internal',
      staff_id: 'confidential',
      certificate: 'confidential',
      valid_from: 'internal',
      valid_until: 'confidential',
      provider: 'internal',
      at: 'internal',
    },
  },
  {
    table: 'policy.emergency_access',
    purpose: 'emergency',
    kept: 'emergency',
    recipients: ['data-protection-officer'],
    columns: {
      id: 'internal',
      staff_id: 'confidential',
      unit: 'internal',
      case_ref: 'confidential',
      subject_id: 'confidential',
      reason: 'confidential',
      started_at: 'internal',
      ends_at: 'internal',
      ended_at: 'internal',
      ended_by: 'internal',
    },
  },
];
