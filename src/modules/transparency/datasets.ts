// What the transparency module keeps: the tree over the access log, made to be public, and what checks of it have found.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

const log = { purpose: 'transparency', kept: 'for-ever', recipients: ['everyone', 'witness'] } as const;

export const transparencyDatasets: readonly Dataset[] = [
  {
    ...log,
    table: 'transparency.log',
    columns: {
      number: 'public',
      origin: 'public',
      key: 'public',
      begun_at: 'public',
      reason: 'public',
      size: 'public',
      settled_id: 'internal',
    },
  },
  {
    ...log,
    table: 'transparency.leaf',
    columns: {
      log: 'public',
      index: 'public',
      entry_id: 'internal',
      entry_at: 'internal',
      // Salted: tells nothing once the entry is gone.
      commitment: 'public',
    },
  },
  {
    ...log,
    table: 'transparency.tile',
    columns: { log: 'public', level: 'public', number: 'public', hashes: 'public' },
  },
  {
    ...log,
    table: 'transparency.checkpoint',
    columns: {
      log: 'public',
      size: 'public',
      head: 'public',
      note: 'public',
      signed_at: 'public',
      cosignature: 'public',
      cosigned_at: 'public',
      cosigned_by: 'public',
    },
  },
  { ...log, table: 'transparency.witness', columns: { key: 'public', since: 'public' } },
  {
    ...log,
    table: 'transparency.witness_answer',
    columns: {
      log: 'public',
      state: 'public',
      size: 'public',
      detail: 'public',
      at: 'public',
      since: 'public',
    },
  },
  {
    ...log,
    table: 'transparency.removal',
    columns: { log: 'public', index: 'public', removed_at: 'public', reason: 'public' },
  },
  {
    ...log,
    table: 'transparency.check_run',
    columns: {
      id: 'internal',
      log: 'public',
      size: 'public',
      began_at: 'public',
      ended_at: 'public',
      found: 'public',
    },
  },
  {
    ...log,
    table: 'transparency.finding',
    columns: {
      run: 'internal',
      number: 'public',
      kind: 'public',
      entry_id: 'internal',
      index: 'public',
      detail: 'public',
    },
  },
];
