// Who looks after the directory: staff of the unit (or one above it), and the editors for all.
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { mayOfUnit, staffFor } from '../policy/index.ts';

/** Opens the addresses; of the unit itself is asked when it is known. */
export const keepDirectory = staffFor('contact.keep-directory', 'directory', 'act');

/** What was proposed is confidential as long as nobody has decided it. */
export const mayDecide = (app: App, actor: StaffActor, unit: string): boolean =>
  mayOfUnit(app, actor, { purpose: 'directory', use: 'act', class: 'confidential' }, unit);
