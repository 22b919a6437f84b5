// What the data module keeps: the access log, streets, and which persons with a mandate have died.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const dataDatasets: readonly Dataset[] = [
  {
    table: 'data.deceased',
    purpose: 'mandate',
    kept: 'with-account',
    recipients: [],
    columns: { register_id: 'confidential', died_on: 'confidential', learned_at: 'internal' },
  },
  {
    table: 'data.street',
    purpose: 'address-lookup',
    kept: 'register-entry',
    recipients: ['everyone'],
    columns: {
      name: 'public',
      postal_code: 'public',
      town: 'public',
      plain_name: 'public',
      numbers: 'public',
      as_of: 'public',
    },
  },
  {
    table: 'kernel.access_entry',
    purpose: 'transparency',
    kept: 'ten-years',
    recipients: ['data-protection-officer'],
    columns: {
      id: 'internal',
      at: 'confidential',
      kind: 'internal',
      actor_kind: 'internal',
      actor_id: 'confidential',
      actor_role: 'internal',
      actor_unit: 'confidential',
      subject_id: 'confidential',
      fields: 'confidential',
      purpose: 'confidential',
      legal_basis: 'internal',
      case_ref: 'confidential',
      salt: 'internal',
      hidden_until: 'confidential',
      hidden_basis: 'confidential',
    },
  },
];
