// Once-only: what the registers know about the person who acts, for the fields a service names, with source and date.
import type { KnownSource } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

export interface KnownValue {
  /** As an answer: text, ISO date, or an address object. */
  value: unknown;
  register: 'residents' | 'companies' | 'account';
  /** Day on which the register last confirmed it, `YYYY-MM-DD`. */
  asOf: string;
}

const accessField: Record<KnownSource, string> = {
  'person.firstName': 'name',
  'person.lastName': 'name',
  'person.birthDate': 'birthDate',
  'person.ahv': 'ahv',
  'person.nationality': 'nationality',
  'person.address': 'address',
  'person.municipality': 'municipality',
  'person.email': 'email',
  'person.phone': 'phone',
  'organisation.name': 'organisation',
  'organisation.uid': 'organisation',
  'organisation.address': 'organisation',
};

/**
 * Reads only the sources asked for and logs exactly those for the person (IDG: purpose and minimisation).
 * @param reason the service in whose form they are shown: its title key and legal basis
 * @returns a value for each source that is known; absent ones are asked
 */
export async function knownValues(
  tx: Transaction,
  actor: PersonActor,
  sources: readonly KnownSource[],
  reason: { purpose: string; legalBasis: string; caseRef?: string },
): Promise<Partial<Record<KnownSource, KnownValue>>> {
  const known: Partial<Record<KnownSource, KnownValue>> = {};
  if (sources.length === 0) return known;
  const put = (source: KnownSource, value: unknown, register: KnownValue['register'], asOf: string) => {
    if (sources.includes(source) && value !== null && value !== undefined && value !== '') {
      known[source] = { value, register, asOf };
    }
  };
  if (actor.registerId !== undefined && sources.some((source) => source.startsWith('person.'))) {
    const row = await tx.db
      .selectFrom('data.resident')
      .selectAll()
      .where('id', '=', actor.registerId)
      .executeTakeFirst();
    if (row) {
      const address = {
        street: row.street,
        houseNumber: row.house_number,
        postalCode: row.postal_code,
        town: row.town,
      };
      put('person.firstName', row.first_name, 'residents', row.as_of);
      put('person.lastName', row.last_name, 'residents', row.as_of);
      put('person.birthDate', row.birth_date, 'residents', row.as_of);
      put('person.ahv', row.ahv, 'residents', row.as_of);
      put('person.nationality', row.nationality, 'residents', row.as_of);
      put('person.address', address, 'residents', row.as_of);
      put('person.municipality', row.municipality, 'residents', row.as_of);
      put('person.phone', row.phone, 'residents', row.as_of);
    }
  }
  put('person.email', actor.email, 'account', tx.app.clock.today());
  if (actor.organisationId !== undefined && sources.some((source) => source.startsWith('organisation.'))) {
    const row = await tx.db
      .selectFrom('data.company')
      .selectAll()
      .where('id', '=', actor.organisationId)
      .executeTakeFirst();
    if (row) {
      const address = {
        street: row.street,
        houseNumber: row.house_number,
        postalCode: row.postal_code,
        town: row.town,
      };
      put('organisation.name', row.name, 'companies', row.as_of);
      put('organisation.uid', row.uid, 'companies', row.as_of);
      put('organisation.address', address, 'companies', row.as_of);
    }
  }
  const fields = [...new Set((Object.keys(known) as KnownSource[]).map((source) => accessField[source]))];
  if (fields.length > 0) {
    await tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields,
      purpose: reason.purpose,
      legalBasis: reason.legalBasis,
      ...(reason.caseRef === undefined ? {} : { caseRef: reason.caseRef }),
    });
  }
  return known;
}
