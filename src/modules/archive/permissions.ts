// Who decides what the archive takes, and who sees what was deleted.
import { hasRole } from '../../kernel/actor.ts';
import { definePermission } from '../../kernel/permission.ts';

export const appraise = definePermission('archive.appraise', (actor) => hasRole(actor, 'archivist'));

/** The protocol names nobody; still it is for those who answer for it. */
export const seeDeletions = definePermission('archive.see-deletions', (actor) =>
  hasRole(actor, 'archivist', 'dpo'),
);
