// Who may do what with their own way to sign in.
import { definePermission } from '../../kernel/permission.ts';

/** Passkeys are the second factor of staff. */
export const managePasskeys = definePermission('identity.manage-passkeys', (actor) => actor.kind === 'staff');
