// Who sees drafts and teams, who leads an initiative, and who looks after all of them: by the canton's policy.
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import { definePermission } from '../../kernel/permission.ts';
import { mayFor, mayOfUnit, staffFor } from '../policy/index.ts';

/** All of the staff, whatever department: drafts, risks, history, and who works on it. */
export const seeInitiatives = staffFor('initiatives.see', 'initiatives', 'see');
/** The Fachstelle: its own opinion, legal obstacles, and help with any initiative. */
export const steerPortfolio = staffFor('initiatives.steer', 'portfolio', 'act');
/** Whoever leads, or steers; of the initiative's unit is asked when it is known. */
export const editInitiatives = definePermission(
  'initiatives.edit',
  (actor, _resource, app) =>
    mayFor(app, actor, 'initiatives', 'act') || mayFor(app, actor, 'portfolio', 'act'),
);

/** Whoever heads the unit that is responsible, or one above it. */
export const mayLead = (app: App, staff: StaffActor, unit: string): boolean =>
  mayOfUnit(app, staff, { purpose: 'initiatives', use: 'act', class: 'internal' }, unit);

export const maySteer = (app: App, staff: StaffActor): boolean =>
  steerPortfolio.allows(staff, undefined, app);

/** As long as nobody is said to be responsible, those who may begin one may change it. */
export const mayEdit = (app: App, staff: StaffActor, unit: string): boolean =>
  maySteer(app, staff) ||
  (unit === '' ? editInitiatives.allows(staff, undefined, app) : mayLead(app, staff, unit));

/** @throws Fault FORBIDDEN */
export function requireEdit(app: App, staff: StaffActor, unit: string): void {
  if (!mayEdit(app, staff, unit)) throw new Fault('FORBIDDEN');
}
