// The law on which a use of personal data rests where whoever uses it names none: the canton says it for each purpose.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { Access } from './write-access.ts';

/** @param byLaw somebody acts for the person because a law says so, not by a mandate */
export type BasisOfUse = (purpose: string, byLaw: boolean) => string | undefined;

const bases = new WeakMap<App, BasisOfUse>();

/** Set once at the start, by the module that reads what the canton says about purposes. */
export const setBasisOfUse = (app: App, basisOf: BasisOfUse): void => void bases.set(app, basisOf);

/** The use with its law. One's own look at one's own data needs none. */
export function withBasis(app: App, starter: Actor, access: Access): Access {
  if (access.legalBasis !== undefined) return access;
  const actor = access.as ?? starter;
  const acting = actor.kind === 'person' ? actor.acting : undefined;
  if (actor.kind === 'person' && !acting && actor.id === access.subject) return access;
  const legalBasis = bases.get(app)?.(access.purpose, acting?.byLaw !== undefined);
  return legalBasis === undefined ? access : { ...access, legalBasis };
}
