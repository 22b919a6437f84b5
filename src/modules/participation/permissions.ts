// Who may take part, and who looks after processes.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** Residents and whoever has an account; of the process itself is asked when it is known. Staff do not take part as staff. */
export const contributeTo = definePermission('participation.contribute', (actor) => actor.kind === 'person');

/** By the canton's policy: moderates, says what became of contributions. */
export const moderate = staffFor('participation.moderate', 'participation', 'act');
