// Who may see and do what with a case: its owner by mandate or for themselves; staff by the canton's policy, and nothing else.
import { covers } from '../../kernel/acting.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission } from '../../kernel/permission.ts';
import { mayBySight, mayFor, staffFor, type Standing } from '../policy/index.ts';

/** What a rule needs to know of a case. */
export interface CaseRights {
  app: App;
  ownerId: string;
  unit: string;
  serviceId: string;
  ref: string;
  /** Of a member of staff, when certificates and emergency accesses have been looked up. */
  standing?: Standing | undefined;
}

export const rightsOf = (
  app: App,
  { ownerId, unit, serviceId, ref }: Omit<CaseRights, 'app' | 'standing'>,
  standing?: Standing,
): CaseRights => ({ app, ownerId, unit, serviceId, ref, standing });

/** Its owner, or who has their mandate for it. */
const isOwner = (actor: Actor, rights: CaseRights) =>
  actor.kind === 'person' && actor.id === rights.ownerId && covers(actor, rights);

const sees = (actor: Actor, { app, standing, ...rights }: CaseRights) =>
  actor.kind === 'staff' && (standing ? standing.state('see').allowed : mayBySight(app, actor, rights));

/** The address itself is open to all who are signed in; which case they may see is asked when it is known. */
export const openCasePage = definePermission(
  'case.open-page',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
/** That there is such a case, and how it stands; each part of it is asked for by itself (`Standing`). */
export const seeCase = definePermission<CaseRights>(
  'case.see',
  (actor, rights) => isOwner(actor, rights) || sees(actor, rights),
);
/** Acts as staff on what it holds: takes it, asks, decides. */
export const handleCase = definePermission<CaseRights>(
  'case.handle',
  (actor, { standing }) => actor.kind === 'staff' && standing?.may('act', 'confidential').allowed === true,
);
/** Acts as the person concerned: answers, withdraws. */
export const actAsOwner = definePermission<CaseRights>('case.act-as-owner', isOwner);
export const seeWorklist = staffFor('case.see-worklist', 'case-handling');
/** Prints and sends what goes by post. */
export const sendPost = staffFor('case.send-post', 'post');
/** Opens a single case in an emergency, and ends one's own emergency accesses. */
export const openInEmergency = staffFor('case.open-in-emergency', 'emergency');
/** Asks why one may see a case or not: all staff. */
export const askWhy = definePermission('case.ask-why', (actor) => actor.kind === 'staff');
/** Whether the emergency access is offered to somebody. */
export const offersEmergency = (app: App, actor: Actor): boolean => mayFor(app, actor, 'emergency');
