// What the reports module keeps: what everyone may know, apart from words, photos and people.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { forgetDays, unconfirmedDays } from './actions/forget-reporters.ts';

const purpose = 'reports';
const open = { purpose, kept: 'reports', recipients: ['everyone'] } as const;
const forgotten = {
  purpose,
  kept: { as: 'reporter', figures: (app) => ({ days: forgetDays(app), unconfirmed: unconfirmedDays }) },
  recipients: [],
} as const satisfies Partial<Dataset>;

export const reportsDatasets: readonly Dataset[] = [
  {
    ...open,
    table: 'reports.report',
    columns: {
      id: 'public',
      sent_id: 'internal',
      secret_hash: 'internal',
      category: 'public',
      area: 'public',
      unit: 'public',
      state: 'public',
      lon: 'public',
      lat: 'public',
      cell_row: 'public',
      cell_col: 'public',
      place: 'public',
      answers: 'public',
      language: 'public',
      requested_at: 'public',
      updated_at: 'public',
      due_on: 'public',
      closed_at: 'public',
      merged_into: 'public',
      supports: 'public',
      reopened: 'public',
      elsewhere: 'public',
      asked: 'internal',
      to_check: 'internal',
      assignee_id: 'internal',
      invented: 'public',
    },
  },
  {
    ...open,
    table: 'reports.words',
    recipients: ['unit', 'everyone'],
    columns: {
      report_id: 'public',
      text: 'confidential',
      public_text: 'public',
      place_words: 'confidential',
      answers: 'confidential',
      state: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'reports.reporter',
    columns: {
      report_id: 'internal',
      account_id: 'confidential',
      email: 'confidential',
      language: 'internal',
      confirmed_at: 'internal',
      since: 'internal',
    },
  },
  {
    ...open,
    table: 'reports.step',
    recipients: ['unit', 'everyone'],
    columns: {
      id: 'public',
      report_id: 'public',
      at: 'public',
      kind: 'public',
      state: 'public',
      unit: 'public',
      note: 'confidential',
      said_by: 'public',
      shown: 'internal',
      sent_id: 'internal',
    },
  },
  {
    ...open,
    table: 'reports.photo',
    recipients: ['unit', 'everyone'],
    columns: {
      file_id: 'internal',
      report_id: 'public',
      step_id: 'internal',
      state: 'internal',
      width: 'internal',
      height: 'internal',
      at: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'reports.support',
    columns: { report_id: 'internal', person_key: 'confidential', at: 'internal' },
  },
  {
    ...open,
    table: 'reports.tally',
    columns: { category: 'public', area: 'public', unit: 'public', state: 'public', count: 'public' },
  },
  {
    ...open,
    table: 'reports.cell',
    columns: {
      level: 'public',
      cell_row: 'public',
      cell_col: 'public',
      category: 'public',
      open: 'public',
      count: 'public',
    },
  },
];
