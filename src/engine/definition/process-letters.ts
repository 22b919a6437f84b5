// Which letters each process sends: the definition must word exactly these (docs/reference/definition.md, "Processes").
import type { LetterId, ServiceDocument } from './schema.ts';

type ProcessId = ServiceDocument['process']['use'];

/** `receipt` may be worded everywhere: it goes out when a person, not the programme, will decide. */
export const processLetters: Record<
  ProcessId,
  { required: readonly LetterId[]; optional: readonly LetterId[] }
> = {
  notification: { required: ['acknowledged'], optional: ['receipt'] },
  registration: { required: ['confirmed', 'rejected', 'question'], optional: ['receipt'] },
  application: { required: ['approved', 'rejected', 'question'], optional: ['receipt'] },
  certificate: { required: ['certificate', 'rejected', 'question'], optional: ['receipt'] },
  appeal: {
    required: ['upheld', 'partlyUpheld', 'dismissed', 'notAdmitted', 'question'],
    optional: ['receipt'],
  },
};

/** Decisions can be appealed (Rechtsmittelbelehrung): these processes must name their remedy. */
export const processesWithRemedy: readonly ProcessId[] = [
  'registration',
  'application',
  'certificate',
  'appeal',
];
