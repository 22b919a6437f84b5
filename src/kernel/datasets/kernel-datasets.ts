// The kernel's tables that belong to no module; those that one module uses (files, mails, the access log) are declared there.
import type { Dataset } from './dataset.ts';

export const kernelDatasets: readonly Dataset[] = [
  {
    table: 'kernel.event',
    purpose: 'operate',
    kept: 'program',
    recipients: [],
    // References and numbers of cases, drafts and accounts: no name and no answer.
    columns: { id: 'internal', at: 'internal', type: 'internal', subject: 'internal', data: 'internal' },
  },
  {
    table: 'kernel.secret',
    purpose: 'operate',
    kept: 'program',
    recipients: [],
    columns: { name: 'internal', value: 'internal' },
  },
  {
    table: 'kernel.live_value',
    purpose: 'operate',
    kept: 'program',
    recipients: ['everyone'],
    columns: { name: 'internal', version: 'internal', value: 'public', changed_at: 'internal' },
  },
];
