// What the appointments module keeps: each table with why and until when, each column with its class.
import type { Dataset } from '../../kernel/datasets/dataset.ts';

export const appointmentDatasets: readonly Dataset[] = [
  {
    table: 'appointments.booking',
    purpose: 'appointment',
    kept: 'after-appointment',
    recipients: ['unit', 'counter'],
    columns: {
      id: 'internal',
      offer: 'internal',
      starts_at: 'confidential',
      place: 'internal',
      case_ref: 'confidential',
      pointer: 'internal',
      booked_at: 'internal',
    },
  },
];
