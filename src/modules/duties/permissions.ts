// Who may see and keep the duties of an account: its owner, and those who act for it, as far as their mandate goes.
import type { PersonActor } from '../../kernel/actor.ts';
import { covers } from '../../kernel/acting.ts';
import { definePermission } from '../../kernel/permission.ts';
import type { Duty } from '../catalogue/index.ts';

export const seeOwnDuties = definePermission('duties.see-own', (actor) => actor.kind === 'person');

/** The secret in the address is the permission: calendars can't sign in. */
export const readCalendar = definePermission('duties.read-calendar', () => true);

/** Parents and those who sign for a firm do everything; a mandate or guardianship covers services. */
export const mayAll = ({ acting }: PersonActor): boolean =>
  acting === undefined || acting.byLaw?.kind === 'parent' || acting.byLaw?.kind === 'signatory';

export const maySeeDuty = (actor: PersonActor, { service }: Pick<Duty, 'service'>): boolean =>
  mayAll(actor) || (service !== undefined && covers(actor, { serviceId: service }));
