// Who may do what with subscriptions.
import { definePermission } from '../../kernel/permission.ts';

/** The secret in the address is the permission: it came with a mail that only the owner of the mailbox reads. */
export const holdsAddress = definePermission('subscriptions.holds-address', () => true);
/** One's own account. */
export const ownSubscriptions = definePermission('subscriptions.own', (actor) => actor.kind === 'person');
