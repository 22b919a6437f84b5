// Once-only: what the registers know about the person who acts, for the fields a service names, with source and date.
import {
  grantFor,
  isOnRequest,
  registerField,
  requestGrantFor,
  type KnownSource,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { grantsOf } from '../../catalogue/index.ts';
import { readEntry } from '../registers/ask-register.ts';
import { registerIds, type RegisterId } from '../registers/canton-registers.ts';
import { accessFieldOf } from '../registers/register-fields.ts';
import { entryIdOf } from './own-entries.ts';

export interface KnownValue {
  /** As an answer: text, ISO date, or an address object. */
  value: unknown;
  register: RegisterId | 'account';
  /** Day on which the register last confirmed it, `YYYY-MM-DD`. */
  asOf: string;
  /** Until when it may be kept, an instant; absent for the account's own. */
  until?: string;
}

/** What came of asking; nothing of it is used before `useKnown` has logged it. */
export interface AskedRegisters {
  values: Partial<Record<KnownSource, KnownValue>>;
  /** Registers that gave no answer that may be used: what they may know is asked, and counts as stated. */
  silent: RegisterId[];
}

/** What the access log calls it. */
function accessField(source: KnownSource): string {
  const from = registerField(source);
  return from ? accessFieldOf(from.register, from.field) : source.replace(/^.*\./, '');
}

/** Which register may know it; undefined: the account does. */
export const registerOfSource = (source: KnownSource): RegisterId | undefined =>
  registerField(source)?.register;

/**
 * Asks the registers, outside of any transaction, since they may be slow: only for the fields of the service's grant
 * (IDG: purpose and minimisation), and only about the entries that the account is linked to. What is read only at the
 * person's request must be among `sources` only when they have asked for it.
 */
export async function askKnown(
  app: App,
  person: PersonActor,
  sources: readonly KnownSource[],
  service: Pick<ServiceDefinition, 'id' | 'purpose' | 'legalBasis'>,
  legalBasis: string,
): Promise<AskedRegisters> {
  const asked: AskedRegisters = { values: {}, silent: [] };
  const byLaw = grantFor(service, grantsOf(app));
  const byRequest = requestGrantFor(service, grantsOf(app));
  await Promise.all(
    registerIds.map(async (register) => {
      const id = entryIdOf(person, register);
      const grant = isOnRequest(register) ? byRequest : byLaw;
      const granted: readonly string[] = grant?.[register] ?? [];
      const wanted = sources.filter(
        (source) => registerOfSource(source) === register && granted.includes(fieldOf(source)),
      );
      if (id === undefined || wanted.length === 0 || grant === undefined) return;
      const fields = [...new Set(wanted.map(fieldOf))];
      const basis = isOnRequest(register) ? 'request' : legalBasis;
      const reason = { reader: service.id, purpose: grant.purpose, legalBasis: basis, user: person.id };
      const answer = await readEntry(app, register, id, fields, reason);
      if ('silent' in answer) {
        // Without any register nobody is known, and none is missed.
        if (answer.silent !== 'none') asked.silent.push(register);
        return;
      }
      for (const source of wanted) {
        const value = answer.found?.values[fieldOf(source)];
        if (value === undefined || !answer.found) continue;
        const { asOf, until } = answer.found;
        asked.values[source] = { value, register, asOf, until: until.toISOString() };
      }
    }),
  );
  if (sources.includes('person.email') && person.email !== undefined && person.email !== '')
    asked.values['person.email'] = { value: person.email, register: 'account', asOf: app.clock.today() };
  asked.silent.sort();
  return asked;
}

const fieldOf = (source: KnownSource) => registerField(source)?.field ?? '';

/**
 * Logs exactly what was read, for the person, in the transaction that uses it.
 * @param reason the service in whose form it is shown: its title key and legal basis
 */
export async function useKnown(
  tx: Transaction,
  person: PersonActor,
  { values }: AskedRegisters,
  reason: { purpose: string; legalBasis: string; caseRef?: string },
): Promise<void> {
  const fields = [...new Set((Object.keys(values) as KnownSource[]).map(accessField))];
  if (fields.length === 0) return;
  await tx.recordAccess({
    kind: 'read',
    subject: person.id,
    fields,
    purpose: reason.purpose,
    legalBasis: reason.legalBasis,
    ...(reason.caseRef === undefined ? {} : { caseRef: reason.caseRef }),
  });
}
