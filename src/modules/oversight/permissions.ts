// Who may ask about uses of data, who answers, who sees what is unusual.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

/** Everyone about the entries that concern them; members of staff are persons, too. */
export const askAboutAccess = definePermission(
  'oversight.ask',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);

/** Only the data protection officer sees who it was by name. */
export const oversee = staffFor('oversight.oversee', 'oversight');
