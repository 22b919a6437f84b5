// What the module keeps: which versions of open data there were. Nothing of persons.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const published = { purpose: 'open-data', kept: 'published', recipients: ['everyone'] } as const;

export const opendataDatasets: readonly Dataset[] = [
  {
    ...published,
    table: 'opendata.version',
    columns: {
      dataset: 'public',
      number: 'public',
      made_at: 'public',
      sha256: 'public',
      bytes: 'public',
      rows: 'public',
      columns: 'public',
      change: 'public',
      csv: 'public',
      json: 'public',
    },
  },
  {
    ...published,
    table: 'opendata.newest',
    columns: { dataset: 'public', number: 'public', checked_at: 'public' },
  },
];
