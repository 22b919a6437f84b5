// Who may see what is done with data, and forbid that it is told to others: everyone for themselves, the counter for whoever is there.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

export const seeOwnAccesses = definePermission(
  'data.see-own-accesses',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);

/** Blocks and unblocks the disclosure of one's own data; never for somebody else. */
export const blockOwnDisclosure = definePermission(
  'data.block-own-disclosure',
  (actor) => actor.kind === 'person',
);
/** Records it for somebody who was identified. */
export const recordDisclosureBlock = staffFor('data.record-disclosure-block', 'counter');
