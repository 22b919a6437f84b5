// All lifecycles by the name a definition uses them with.
import { appeal } from './appeal.ts';
import { application } from './application.ts';
import { certificate } from './certificate.ts';
import type { ActionId, Lifecycle, ProcessId } from './lifecycle.ts';
import { notification } from './notification.ts';
import { registration } from './registration.ts';

export const lifecycles: Readonly<Record<ProcessId, Lifecycle>> = {
  notification,
  registration,
  application,
  certificate,
  appeal,
};

/** Actions of staff by which a case is decided: those that send a document. */
export const decidingActions: ReadonlySet<ActionId> = new Set(
  Object.values(lifecycles).flatMap(({ transitions }) =>
    transitions.flatMap(({ action, by, effects }) =>
      by.includes('staff') && effects.some(({ kind }) => kind === 'letter') ? [action] : [],
    ),
  ),
);

export const lifecycleOf = (use: ProcessId): Lifecycle => lifecycles[use];
