// What the news module keeps: news with their steps and corrections, and the log of banners. Of persons only who wrote in office.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const news = { purpose: 'news', kept: 'news', recipients: ['everyone'] } as const;
const office = { purpose: 'news', kept: 'news', recipients: ['unit'] } as const;

export const newsDatasets: readonly Dataset[] = [
  {
    ...news,
    table: 'news.item',
    columns: {
      id: 'public',
      state: 'internal',
      revision: 'internal',
      texts: 'internal',
      topics: 'public',
      areas: 'public',
      unit: 'public',
      services: 'public',
      processes: 'public',
      four_eyes: 'internal',
      written_by: 'internal',
      approved_by: 'internal',
      publish_at: 'internal',
      published_at: 'public',
      changed_at: 'public',
      withdrawn_at: 'public',
      withdrawn_reason: 'public',
      created_at: 'internal',
      updated_at: 'internal',
    },
  },
  {
    ...news,
    table: 'news.listed',
    columns: { filter: 'public', published_at: 'public', item_id: 'public' },
  },
  {
    ...news,
    table: 'news.correction',
    columns: { id: 'internal', item_id: 'public', kind: 'public', note: 'public', at: 'public' },
  },
  {
    ...office,
    table: 'news.step',
    columns: {
      id: 'internal',
      item_id: 'public',
      revision: 'internal',
      step: 'internal',
      at: 'internal',
      by_id: 'internal',
      by_name: 'internal',
      content: 'internal',
    },
  },
  {
    purpose: 'banner',
    kept: 'news',
    recipients: ['everyone'],
    table: 'news.banner',
    columns: {
      id: 'public',
      form_id: 'internal',
      level: 'public',
      texts: 'public',
      link: 'public',
      areas: 'public',
      from_at: 'public',
      until_at: 'public',
      set_by_id: 'internal',
      set_by: 'internal',
      ended_at: 'public',
      ended_by: 'internal',
    },
  },
];
