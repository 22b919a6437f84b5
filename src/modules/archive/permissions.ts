// Who decides what the archive takes, and who sees what was deleted: rules of the canton's policy.
import { staffFor } from '../policy/index.ts';

/** Whoever fetches a package must be able to confirm and decide, too: one permission for all of it. */
export const appraise = staffFor('archive.appraise', 'archive', 'act');

/** The protocol names nobody; still it is for those who answer for it. */
export const seeDeletions = staffFor('archive.see-deletions', 'deletions', 'see');
