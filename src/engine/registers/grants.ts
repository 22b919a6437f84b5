// Grants: which service may read which field of a register, for which purpose and on which law.
import type { KnownSource, ServiceDocument } from '../definition/schema.ts';
import { registerOf } from './register-of.ts';

export interface RegisterGrant {
  /** Id of a service, or of a task of the program. */
  reader: string;
  purpose: string;
  /** Laws by number, without one by name; `request`: where the person asks for it. */
  legalBasis: 'request' | readonly string[];
  residents?: readonly string[];
  companies?: readonly string[];
}

type Granted = Pick<ServiceDocument, 'id' | 'purpose' | 'legalBasis'>;

/** The field of a register that a source stands for; undefined where the account says it. */
export function registerField(
  source: KnownSource,
): { register: 'residents' | 'companies'; field: string } | undefined {
  const register = registerOf(source);
  if (register === 'account') return undefined;
  return { register: register === 'person' ? 'residents' : 'companies', field: source.replace(/^.*\./, '') };
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
