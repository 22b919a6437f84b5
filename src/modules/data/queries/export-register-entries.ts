// The person's own copy of what the registers hold about them: whole entries, not only what services ask for.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

export interface RegisterEntries {
  resident: Record<string, unknown> | null;
  company: Record<string, unknown> | null;
}

/** Reads the entries that the account is linked to and logs it as the person's own export. */
export async function exportRegisterEntries(tx: Transaction, actor: PersonActor): Promise<RegisterEntries> {
  const resident =
    actor.registerId === undefined
      ? undefined
      : await tx.db
          .selectFrom('data.resident')
          .selectAll()
          .where('id', '=', actor.registerId)
          .executeTakeFirst();
  const company =
    actor.organisationId === undefined
      ? undefined
      : await tx.db
          .selectFrom('data.company')
          .selectAll()
          .where('id', '=', actor.organisationId)
          .executeTakeFirst();
  const fields = [
    ...(resident
      ? ['name', 'birthDate', 'ahv', 'nationality', 'address', 'municipality', 'email', 'phone']
      : []),
    ...(company ? ['organisation'] : []),
  ];
  if (fields.length > 0) {
    await tx.recordAccess({ kind: 'read', subject: actor.id, fields, purpose: 'own-export' });
  }
  return {
    resident: resident
      ? {
          firstName: resident.first_name,
          lastName: resident.last_name,
          birthDate: resident.birth_date,
          ahv: resident.ahv,
          nationality: resident.nationality,
          municipality: resident.municipality,
          address: addressOf(resident),
          email: resident.email,
          phone: resident.phone,
          asOf: resident.as_of,
        }
      : null,
    company: company
      ? { name: company.name, uid: company.uid, address: addressOf(company), asOf: company.as_of }
      : null,
  };
}

function addressOf(row: { street: string; house_number: string; postal_code: string; town: string }) {
  return { street: row.street, houseNumber: row.house_number, postalCode: row.postal_code, town: row.town };
}
