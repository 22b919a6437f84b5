// Grants: which service may read which field of a register, for which purpose and on which law.
import type { KnownSource, ServiceDocument } from '../definition/schema.ts';
import { registerOf, type Register } from './register-of.ts';

/** Registers that are asked, in the order in which they are shown. */
export const registerIds = ['residents', 'companies', 'vehicles', 'taxes'] as const;
export type RegisterId = (typeof registerIds)[number];

/** What sources begin with, by register. */
const registerIdOf: Record<Exclude<Register, 'account'>, RegisterId> = {
  person: 'residents',
  organisation: 'companies',
  vehicle: 'vehicles',
  tax: 'taxes',
};

/** What a register's sources begin with; undefined: none. */
export const sourceOfRegister = (id: RegisterId): Exclude<Register, 'account'> | undefined =>
  (['person', 'organisation', 'vehicle', 'tax'] as const).find((each) => registerIdOf[each] === id);

export interface RegisterGrant extends Partial<Record<RegisterId, readonly string[]>> {
  /** Id of a service, or of a task of the program. */
  reader: string;
  purpose: string;
  /** Laws by number, without one by name; `request`: where the person asks for it. A service may have one of each. */
  legalBasis: 'request' | readonly string[];
  /** Of the register of buildings, which is nobody's and has no sources. */
  buildings?: readonly string[] | undefined;
}

type Granted = Pick<ServiceDocument, 'id' | 'purpose' | 'legalBasis'>;

/** The field of a register that a source stands for; undefined where the account says it. */
export function registerField(source: KnownSource): { register: RegisterId; field: string } | undefined {
  const register = registerOf(source);
  if (register === 'account') return undefined;
  return { register: registerIdOf[register], field: source.replace(/^.*\./, '') };
}

/**
 * Registers that say something to a service only when the person asks for it there and then, whatever law it rests on:
 * what they hold is secret (of taxes Art. 110 DBG), and no form may be the reason that it is read.
 */
export const isOnRequest = (register: RegisterId): boolean => register === 'taxes';

/** Whether the source's register is asked only at the person's explicit request. */
export function needsRequest(source: KnownSource): boolean {
  const from = registerField(source);
  return from !== undefined && isOnRequest(from.register);
}

/** The grant as it stands: it ends when the service has another purpose, or no longer rests on all of its laws. */
export function grantFor<Grant extends RegisterGrant>(
  { id, purpose, legalBasis }: Granted,
  grants: readonly Grant[],
): Grant | undefined {
  const grant = grants.find(({ reader, legalBasis: on }) => reader === id && on !== 'request');
  if (grant?.purpose !== purpose.id || grant.legalBasis === 'request') return undefined;
  const laws = legalBasis.map(({ number, act }) => number ?? act);
  return grant.legalBasis.every((law) => laws.includes(law)) ? grant : undefined;
}

/** What the service may read at the person's request; it ends with the purpose, too. */
export function requestGrantFor<Grant extends RegisterGrant>(
  { id, purpose }: Pick<Granted, 'id' | 'purpose'>,
  grants: readonly Grant[],
): Grant | undefined {
  return grants.find(
    ({ reader, purpose: what, legalBasis }) =>
      reader === id && what === purpose.id && legalBasis === 'request',
  );
}

/** Whether a service may read what the source stands for. */
export function mayRead(service: Granted, source: KnownSource, grants: readonly RegisterGrant[]): boolean {
  const wanted = registerField(source);
  if (wanted === undefined) return true;
  const grant = isOnRequest(wanted.register) ? requestGrantFor(service, grants) : grantFor(service, grants);
  return (grant?.[wanted.register] ?? []).includes(wanted.field);
}
