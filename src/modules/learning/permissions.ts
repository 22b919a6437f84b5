// Who learns, and who looks after the training of others.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** All staff, for themselves. */
export const learn = definePermission('learning.learn', (actor) => actor.kind === 'staff');
/** By the canton's policy: how far units are, and who has to do what by when; of the unit it is asked when that is known. */
export const seeTraining = staffFor('learning.see-training', 'training', 'see');
/** By the canton's policy: revokes certificates. */
export const revokeCertificates = staffFor('learning.revoke', 'training', 'act');
