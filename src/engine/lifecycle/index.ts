// All lifecycles by the name a definition uses them with.
import { appeal } from './appeal.ts';
import { application } from './application.ts';
import { certificate } from './certificate.ts';
import type { Lifecycle, ProcessId } from './lifecycle.ts';
import { notification } from './notification.ts';
import { registration } from './registration.ts';

export const lifecycles: Readonly<Record<ProcessId, Lifecycle>> = {
  notification,
  registration,
  application,
  certificate,
  appeal,
};

export const lifecycleOf = (use: ProcessId): Lifecycle => lifecycles[use];
