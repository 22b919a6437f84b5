// Acting for somebody else by mandate: who acts, how far, and the rules that the module of mandates provides.
import type { PersonActor } from './actor.ts';
import { perApp, type App } from './app.ts';
import type { Database } from './db/connect.ts';
import { Fault } from './errors.ts';
import type { Route } from './http/route.ts';
import { everyone } from './permission.ts';

/** Why a person's account is used by somebody else: their mandate. */
export interface Acting {
  /** uuid */
  mandateId: string;
  /** Who acts: the account that is signed in. */
  by: Pick<PersonActor, 'id' | 'name' | 'email' | 'organisationId'>;
  /** The last day on which it may be used, `YYYY-MM-DD`. */
  until: string;
  /** Ids of the services that it covers, those left out that let nobody act for others. */
  services: ReadonlySet<string>;
  /** References of single cases that it covers besides. */
  matters: ReadonlySet<string>;
  /** Keys of both in the residents' register: the death of either ends it. */
  registerIds: readonly string[];
  /** It was revoked, has ended or is not valid today: nothing may be seen or done. */
  lapsed: boolean;
}

export interface ActingRules {
  /** Address of the page on which one chooses for whom one acts. */
  chooseAt: string;
  /**
   * The one for whom `by` acts, as an actor with `acting`; `lapsed` where the mandate does not hold now.
   * Undefined where there is no such mandate of theirs.
   */
  actorFor(app: App, mandateId: string, by: PersonActor): Promise<PersonActor | undefined>;
  /**
   * Makes sure, in the transaction, that the mandate holds, and that nobody revokes it before the transaction ends.
   * @throws Fault MANDATE_LAPSED
   */
  confirm(app: App, db: Database, acting: Acting): Promise<void>;
}

const rules = perApp<ActingRules>('The rules of acting for others');
export const provideActingRules = (app: App, provided: ActingRules) => rules.set(app, provided);
export const actingRules = (app: App): ActingRules => rules.of(app);

/** Whether a service or one case is within the mandate; whoever acts for themselves needs none. */
export function covers(actor: PersonActor, what: { serviceId: string; ref?: string }): boolean {
  const { acting } = actor;
  if (acting === undefined) return true;
  if (acting.lapsed) return false;
  return acting.services.has(what.serviceId) || (what.ref !== undefined && acting.matters.has(what.ref));
}

/** The account that is signed in, whoever it acts for. */
export const signedInId = (actor: PersonActor): string => actor.acting?.by.id ?? actor.id;

/**
 * Addresses are open to those who act for somebody else only where the route says so, and pages that everyone may read.
 * @throws Fault ACTING_NOT_HERE, MANDATE_LAPSED
 */
export function permitActing(route: Route, method: string, actor: PersonActor): void {
  const { acting } = actor;
  if (acting === undefined || route.acting === 'always') return;
  if (route.may === everyone && (method === 'GET' || method === 'HEAD')) return;
  if (acting.lapsed) throw new Fault('MANDATE_LAPSED');
  if (route.acting === undefined) throw new Fault('ACTING_NOT_HERE');
}
