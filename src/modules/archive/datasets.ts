// What the archive module keeps: cases whose time ends, and the protocol of what was deleted.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const archiveDatasets: readonly Dataset[] = [
  {
    table: 'archive.ending',
    purpose: 'archive',
    kept: 'with-case',
    recipients: ['archive'],
    columns: {
      case_ref: 'confidential',
      owner_id: 'confidential',
      service_id: 'internal',
      service_version: 'internal',
      due: 'internal',
      to_archive: 'internal',
      state: 'internal',
      announced_at: 'internal',
      offered_at: 'internal',
      packed_at: 'internal',
      decided_at: 'internal',
      decided_by: 'confidential',
      reason: 'internal',
    },
  },
  {
    table: 'archive.deletion',
    purpose: 'archive',
    kept: 'deletion-protocol',
    recipients: ['archive', 'data-protection-officer'],
    columns: {
      id: 'internal',
      at: 'internal',
      service_id: 'internal',
      service_version: 'internal',
      closed_on: 'internal',
      due: 'internal',
      basis: 'internal',
      archive: 'internal',
      reason: 'internal',
      announced_at: 'internal',
      counts: 'internal',
      files: 'internal',
      bytes: 'internal',
      previous: 'internal',
      digest: 'internal',
    },
  },
];
