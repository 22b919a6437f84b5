// Who may see what is done with data: everyone their own.
import { definePermission } from '../../kernel/permission.ts';

export const seeOwnAccesses = definePermission(
  'data.see-own-accesses',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
