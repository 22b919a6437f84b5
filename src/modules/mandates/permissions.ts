// Who may give, accept and use mandates: people with an account. Whose mandate it is, is asked when it is known.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** Gives, accepts and ends mandates, for oneself only. */
export const manageMandates = definePermission('mandate.manage', (actor) => actor.kind === 'person');
/** Chooses for whom to act. */
export const chooseActing = definePermission('mandate.choose', (actor) => actor.kind === 'person');
/** Records a mandate that somebody has signed on paper. */
export const recordPaper = staffFor('mandate.record-paper', 'counter');
