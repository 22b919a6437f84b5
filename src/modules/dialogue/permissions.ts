// Who may see an account's pages: its owner. Staff have a worklist instead.
import { definePermission } from '../../kernel/permission.ts';

/** The address is open to all who are signed in, because staff are led on from it to where they work. */
export const openAccount = definePermission(
  'dialogue.open-account',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
/** A copy of one's own data; members of staff have an account and an access log, too. */
export const exportOwnData = definePermission(
  'dialogue.export-own-data',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
