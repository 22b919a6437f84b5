// What the learning module keeps: what staff have read, tries of tests, completions, certificates, and what they have to do by when.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { keptYears } from './actions/close-attempts.ts';

const purpose = 'learning';
const own = { purpose, kept: 'with-account', recipients: [] } as const;
const units = { purpose, recipients: ['unit'] } as const;

export const learningDatasets: readonly Dataset[] = [
  {
    ...own,
    table: 'learning.reading',
    columns: {
      staff_id: 'confidential',
      course: 'internal',
      module: 'internal',
      version: 'internal',
      at: 'internal',
    },
  },
  {
    ...own,
    table: 'learning.attempt',
    kept: { as: 'learningTry', figures: () => ({ years: keptYears }) },
    columns: {
      id: 'internal',
      staff_id: 'confidential',
      course: 'internal',
      version: 'internal',
      drawn: 'internal',
      answers: 'confidential',
      started_at: 'internal',
      ends_at: 'internal',
      finished_at: 'internal',
      ended_by: 'internal',
      passed: 'confidential',
    },
  },
  {
    ...own,
    table: 'learning.completion',
    columns: {
      id: 'internal',
      staff_id: 'confidential',
      course: 'internal',
      version: 'internal',
      at: 'internal',
    },
  },
  {
    ...own,
    table: 'learning.certificate',
    // Whoever is given the code; the name stands on the paper only.
    recipients: ['everyone'],
    columns: {
      id: 'internal',
      staff_id: 'confidential',
      completion_id: 'internal',
      holder: 'confidential',
      language: 'internal',
      course: 'internal',
      version: 'internal',
      title: 'internal',
      certificate: 'internal',
      code: 'confidential',
      badge: 'confidential',
      issued_at: 'internal',
      valid_until: 'confidential',
      revoked_at: 'confidential',
      revoked_by: 'internal',
      revoked_because: 'confidential',
      told_at: 'internal',
    },
  },
  {
    ...units,
    table: 'learning.duty',
    kept: 'learningDuty',
    columns: {
      staff_id: 'confidential',
      course: 'internal',
      unit: 'internal',
      due_on: 'confidential',
      completed_at: 'confidential',
      seen_at: 'internal',
    },
  },
  {
    ...units,
    table: 'learning.progress',
    kept: 'learningDuty',
    columns: {
      unit: 'internal',
      course: 'internal',
      must: 'internal',
      done: 'internal',
      soon: 'internal',
      late: 'internal',
      at: 'internal',
    },
  },
];
