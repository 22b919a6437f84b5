// Who may see and do what with a case: its owner, and the case workers and heads of the unit it belongs to.
import { covers } from '../../kernel/acting.ts';
import type { Actor } from '../../kernel/actor.ts';
import { hasRole } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission } from '../../kernel/permission.ts';
import { isWithin } from '../organisation/index.ts';

/** What a rule needs to know of a case. */
export interface CaseRights {
  app: App;
  ownerId: string;
  unit: string;
  serviceId: string;
  ref: string;
}

export const rightsOf = (
  app: App,
  { ownerId, unit, serviceId, ref }: Omit<CaseRights, 'app'>,
): CaseRights => ({ app, ownerId, unit, serviceId, ref });

/** Its owner, or who has their mandate for it. */
const isOwner = (actor: Actor, rights: CaseRights) =>
  actor.kind === 'person' && actor.id === rights.ownerId && covers(actor, rights);

function worksFor(actor: Actor, { app, unit }: CaseRights): boolean {
  return hasRole(actor, 'clerk', 'head') && isWithin(app, unit, actor.unit);
}

/** The address itself is open to all who are signed in; which case they may see is asked when it is known. */
export const openCasePage = definePermission(
  'case.open-page',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
export const seeCase = definePermission<CaseRights>(
  'case.see',
  (actor, rights) => isOwner(actor, rights) || worksFor(actor, rights),
);
/** Acts as staff on it: takes it, asks, decides. */
export const handleCase = definePermission<CaseRights>('case.handle', worksFor);
/** Acts as the person concerned: answers, withdraws. */
export const actAsOwner = definePermission<CaseRights>('case.act-as-owner', isOwner);
export const seeWorklist = definePermission('case.see-worklist', (actor) => hasRole(actor, 'clerk', 'head'));
/** Prints and sends what goes by post: letters of the own unit and those below it. */
export const sendPost = definePermission('case.send-post', (actor) => hasRole(actor, 'counter'));
