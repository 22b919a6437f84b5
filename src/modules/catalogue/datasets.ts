// What the catalogue keeps: services and what is found of them; no data of persons.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const open = { purpose: 'catalogue', recipients: ['everyone'] } as const;

export const catalogueDatasets: readonly Dataset[] = [
  {
    ...open,
    table: 'catalogue.service_version',
    kept: 'program',
    columns: {
      service_id: 'public',
      version: 'public',
      hash: 'public',
      definition: 'public',
      context: 'public',
      published_at: 'public',
      announced_at: 'public',
    },
  },
  {
    ...open,
    table: 'catalogue.checked_service',
    kept: 'until-changed',
    columns: { service_id: 'public', version: 'public', fingerprint: 'internal', examples: 'public' },
  },
  {
    ...open,
    table: 'catalogue.search_source',
    kept: 'until-changed',
    columns: { type: 'public', hash: 'internal', filled_at: 'internal' },
  },
  {
    ...open,
    table: 'catalogue.search_entry',
    kept: 'until-changed',
    columns: {
      type: 'public',
      id: 'public',
      language: 'public',
      title: 'public',
      summary: 'public',
      url: 'public',
      weight: 'public',
      plain_title: 'public',
      names: 'public',
      words: 'public',
      document: 'public',
    },
  },
];
