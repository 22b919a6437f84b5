// Who may take part, and who looks after processes.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** Residents and whoever has an account; of the process itself is asked when it is known. Staff do not take part as staff. */
export const contributeTo = definePermission('participation.contribute', (actor) => actor.kind === 'person');

/** Besides them whoever holds a code of the process, which is asked when it is known; others are told to sign in. */
export const takePart = definePermission(
  'participation.take-part',
  (actor) => actor.kind === 'person' || actor.kind === 'anonymous',
);

/** By the canton's policy: moderates, says what became of contributions. */
export const moderate = staffFor('participation.moderate', 'participation', 'act');

/** By the canton's policy, and of the unit that owns the process, which is asked when it is known: changes the text of a consultation. */
export const editText = staffFor('participation.edit-text', 'participation', 'act');
