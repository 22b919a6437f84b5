// What the duties module keeps about an account.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const kept = { purpose: 'duties', kept: 'duties', recipients: ['mandatary'] } as const;

export const dutiesDatasets: readonly Dataset[] = [
  {
    ...kept,
    table: 'duties.fact',
    // That somebody is unemployed, or receives social benefits, is specially protected.
    columns: { account_id: 'internal', fact: 'special', value: 'special', stated_at: 'internal' },
  },
  {
    ...kept,
    table: 'duties.mark',
    columns: { account_id: 'internal', duty: 'confidential', occurrence: 'internal', marked_at: 'internal' },
  },
  {
    ...kept,
    table: 'duties.setting',
    columns: {
      account_id: 'internal',
      remind_days: 'internal',
      calendar_hash: 'confidential',
      calendar_made_at: 'internal',
      language: 'internal',
    },
  },
];
