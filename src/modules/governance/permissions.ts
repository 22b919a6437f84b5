// Who decides whether a risky purpose may be worked for.
import { hasRole } from '../../kernel/actor.ts';
import { definePermission } from '../../kernel/permission.ts';

/** Only the data protection officer. */
export const assessImpact = definePermission('governance.assess', (actor) => hasRole(actor, 'dpo'));
