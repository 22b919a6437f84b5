// Who may see and do what with a case: its owner, and the case workers and heads of the unit it belongs to.
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
}

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
  (actor, rights) => (actor.kind === 'person' && actor.id === rights.ownerId) || worksFor(actor, rights),
);
/** Acts as staff on it: takes it, asks, decides. */
export const handleCase = definePermission<CaseRights>('case.handle', worksFor);
/** Acts as the person concerned: answers, withdraws. */
export const actAsOwner = definePermission<CaseRights>(
  'case.act-as-owner',
  (actor, rights) => actor.kind === 'person' && actor.id === rights.ownerId,
);
export const seeWorklist = definePermission('case.see-worklist', (actor) => hasRole(actor, 'clerk', 'head'));
/** Prints and sends what goes by post: letters of the own unit and those below it. */
export const sendPost = definePermission('case.send-post', (actor) => hasRole(actor, 'counter'));
