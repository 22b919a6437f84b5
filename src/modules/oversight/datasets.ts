// What the oversight module keeps: questions about uses of data, and staff who read unusually much.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const oversightDatasets: readonly Dataset[] = [
  {
    table: 'oversight.question',
    purpose: 'access-question',
    kept: 'question',
    recipients: ['data-protection-officer'],
    columns: {
      id: 'internal',
      account_id: 'confidential',
      entries: 'confidential',
      question: 'confidential',
      language: 'internal',
      asked_at: 'internal',
      due: 'internal',
      answer: 'confidential',
      answered_at: 'internal',
      answered_by: 'confidential',
    },
  },
  {
    table: 'oversight.unusual_reading',
    purpose: 'access-oversight',
    kept: 'two-years',
    recipients: ['data-protection-officer'],
    columns: {
      id: 'internal',
      actor_id: 'confidential',
      unit: 'confidential',
      persons: 'confidential',
      since: 'internal',
      noticed_at: 'internal',
    },
  },
];
