// Who may have receipts: everyone those of their own entries. The log itself is open to all.
import { definePermission } from '../../kernel/permission.ts';

export const haveOwnReceipts = definePermission(
  'transparency.own-receipts',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
