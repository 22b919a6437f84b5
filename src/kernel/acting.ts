// Acting for somebody else, by mandate or by law: who acts, how far, and the rules that the module of mandates provides.
import type { Assurance, PersonActor } from './actor.ts';
import { perApp, type App } from './app.ts';
import type { Database } from './db/connect.ts';
import { Fault } from './errors.ts';
import type { Route } from './http/route.ts';
import { everyone } from './permission.ts';

/** Why the account of a person or company is used by somebody else: a mandate, or the law. */
export interface Acting {
  /** uuid of the mandate, or of the representation by law. */
  mandateId: string;
  /** Present where no mandate is needed, because a register names them; of a company with the right to sign, of a guardian who has only some areas `limited`. */
  byLaw?: { kind: 'parent' | 'guardian' | 'signatory'; signing?: 'single' | 'joint'; limited?: true };
  /** Who acts: the account that is signed in. */
  by: Pick<PersonActor, 'id' | 'name' | 'email' | 'organisationId' | 'registerId'>;
  /** How surely whoever gave the mandate was known: it opens nothing that asks for more. Absent by law. */
  ceiling?: Assurance;
  /** The last day on which it may be used, `YYYY-MM-DD`; undefined: until a register says otherwise. */
  until: string | undefined;
  /** Ids of the services that it covers, those left out that let nobody act for others. */
  services: ReadonlySet<string>;
  /** References of single cases that it covers besides. */
  matters: ReadonlySet<string>;
  /** Keys of both in the residents' register: the death of either ends it. */
  registerIds: readonly string[];
  /** It was revoked, has ended or is not valid today: nothing may be seen or done. */
  lapsed: boolean;
  /** Lapsed only because the register, which alone could say that it holds, does not answer. */
  unconfirmed?: true;
}

export interface ActingRules {
  /** Address of the page on which one chooses for whom one acts. */
  chooseAt: string;
  /**
   * The one for whom `by` acts, as an actor with `acting`; `lapsed` where the right does not hold now.
   * Undefined where there is no such mandate or representation of theirs.
   */
  actorFor(app: App, mandateId: string, by: PersonActor): Promise<PersonActor | undefined>;
  /**
   * Makes sure, in the transaction, that the right holds, and that nobody ends it before the transaction ends.
   * @throws Fault MANDATE_LAPSED, REPRESENTATION_ENDED, REPRESENTATION_UNCONFIRMED
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

/** What whoever acts is told when they may not. */
export function lapsedCode({ byLaw, unconfirmed }: Pick<Acting, 'byLaw' | 'unconfirmed'>): string {
  if (unconfirmed) return 'REPRESENTATION_UNCONFIRMED';
  return byLaw ? 'REPRESENTATION_ENDED' : 'MANDATE_LAPSED';
}

/** The account that is signed in, whoever it acts for. */
export const signedInId = (actor: PersonActor): string => actor.acting?.by.id ?? actor.id;

/**
 * Addresses are open to those who act for somebody else only where the route says so, and pages that everyone may read.
 * @throws Fault ACTING_NOT_HERE, and those of `lapsedCode`
 */
export function permitActing(route: Route, method: string, actor: PersonActor): void {
  const { acting } = actor;
  if (acting === undefined || route.acting === 'always') return;
  if (route.may === everyone && (method === 'GET' || method === 'HEAD')) return;
  if (acting.lapsed) throw new Fault(lapsedCode(acting));
  if (route.acting === undefined) throw new Fault('ACTING_NOT_HERE');
}
