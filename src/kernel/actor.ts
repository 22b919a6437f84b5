// Who is acting: the one shape that permissions, actions and the access log understand.
import type { Acting } from './acting.ts';

export const roles = [
  'resident',
  'counter',
  'clerk',
  'head',
  'hub',
  'dpo',
  'archivist',
  'moderator',
  'editor',
  'trainer',
  'auditor',
] as const;
export type Role = (typeof roles)[number];
/** How sure it is who somebody is, weakest first: levels of eIDAS, Regulation (EU) 910/2014, article 8. */
export const assurances = ['low', 'substantial', 'high'] as const;
export type Assurance = (typeof assurances)[number];

/** The less sure of two. */
export function lesserAssurance(one: Assurance, other: Assurance): Assurance {
  return isAssured(one, other) ? other : one;
}

/** Whether a sign-in is at least as sure as a level asks. */
export function isAssured(assurance: Assurance, needed: Assurance): boolean {
  return assurances.indexOf(assurance) >= assurances.indexOf(needed);
}

export interface Anonymous {
  kind: 'anonymous';
}

/** A resident or someone who acts for a company. `id` is the account's uuid. */
export interface PersonActor {
  kind: 'person';
  id: string;
  /** Stable name in demonstrations (`resident-anna`), subject at the identity provider otherwise. */
  subject: string;
  name: string;
  email: string | undefined;
  /** Key of the person in the resident register, when the account is linked to one. */
  registerId: string | undefined;
  /** Company in whose name the account may act. */
  organisationId: string | undefined;
  /** Of whoever is signed in; by mandate at most that with which it was given. */
  assurance: Assurance;
  /** Present when somebody else acts for this person: then all the rest says for whom. */
  acting?: Acting;
}

/** A member of staff. `unit` and the units below it are what the person works for. */
export interface StaffActor {
  kind: 'staff';
  id: string;
  subject: string;
  name: string;
  email: string | undefined;
  /** Their own key in the resident register, where the provider of staff says it: nobody decides their own matter. */
  registerId?: string | undefined;
  unit: string;
  roles: Role[];
  assurance: Assurance;
}

/** The program itself, in jobs and decisions by rule. */
export interface ProgrammeActor {
  kind: 'programme';
  task: string;
}

export type Actor = Anonymous | PersonActor | StaffActor | ProgrammeActor;
export const anonymous: Anonymous = { kind: 'anonymous' };

/** True for a member of staff who has one of the roles. */
export function hasRole(actor: Actor, ...wanted: Role[]): actor is StaffActor {
  return actor.kind === 'staff' && actor.roles.some((role) => wanted.includes(role));
}
