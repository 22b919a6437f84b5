// Grants: which service may read which field of a register, for which purpose and on which law.
import type { KnownSource, ServiceDocument } from '../definition/schema.ts';
import { registerOf, type Register } from './register-of.ts';

/** Registers that are asked, in the order in which they are shown. */
export const registerIds = ['residents', 'companies', 'vehicles', 'taxes'] as const;
export type RegisterId = (typeof registerIds)[number];

/** What sources begin with, by register; no source of a service reads the register of taxes. */
const registerIdOf: Record<Exclude<Register, 'account'>, RegisterId> = {
  person: 'residents',
  organisation: 'companies',
  vehicle: 'vehicles',
};

/** What a register's sources begin with; undefined: none. */
export const sourceOfRegister = (id: RegisterId): Exclude<Register, 'account'> | undefined =>
  (['person', 'organisation', 'vehicle'] as const).find((each) => registerIdOf[each] === id);

export interface RegisterGrant extends Partial<Record<RegisterId, readonly string[]>> {
  /** Id of a service, or of a task of the program. */
  reader: string;
  purpose: string;
  /** Laws by number, without one by name; `request`: where the person asks for it. */
  legalBasis: 'request' | readonly string[];
}

type Granted = Pick<ServiceDocument, 'id' | 'purpose' | 'legalBasis'>;

/** The field of a register that a source stands for; undefined where the account says it. */
export function registerField(source: KnownSource): { register: RegisterId; field: string } | undefined {
  const register = registerOf(source);
  if (register === 'account') return undefined;
  return { register: registerIdOf[register], field: source.replace(/^.*\./, '') };
}

/** The grant as it stands: it ends when the service has another purpose, or no longer rests on all of its laws. */
export function grantFor<Grant extends RegisterGrant>(
  { id, purpose, legalBasis }: Granted,
  grants: readonly Grant[],
): Grant | undefined {
  const grant = grants.find(({ reader }) => reader === id);
  if (grant?.purpose !== purpose.id || grant.legalBasis === 'request') return undefined;
  const laws = legalBasis.map(({ number, act }) => number ?? act);
  return grant.legalBasis.every((law) => laws.includes(law)) ? grant : undefined;
}

/** Whether a service may read what the source stands for. */
export function mayRead(service: Granted, source: KnownSource, grants: readonly RegisterGrant[]): boolean {
  const wanted = registerField(source);
  return wanted === undefined || (grantFor(service, grants)?.[wanted.register] ?? []).includes(wanted.field);
}
