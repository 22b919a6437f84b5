// Finds people in the resident register for a clerk who has them before them or on the telephone.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';

export interface FoundResident {
  registerId: string;
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  address: string;
  email: string | undefined;
}

/**
 * By AHV number, or by last name and day of birth: never by a part of a name, so that nobody can leaf through the register.
 * The caller logs the look for each person found.
 * @returns at most five
 */
export async function findResidents(
  tx: Transaction,
  wanted: { ahv: string } | { lastName: string; birthDate: string },
): Promise<FoundResident[]> {
  const rows = await tx.db
    .selectFrom('data.resident')
    .select([
      'id',
      'first_name',
      'last_name',
      'birth_date',
      'street',
      'house_number',
      'postal_code',
      'town',
      'email',
    ])
    .$call((query) =>
      'ahv' in wanted
        ? query.where('ahv', '=', wanted.ahv)
        : query
            .where(sql`lower(last_name)`, '=', wanted.lastName.trim().toLowerCase())
            .where('birth_date', '=', wanted.birthDate),
    )
    .orderBy('id')
    .limit(5)
    .execute();
  return rows.map((row) => ({
    registerId: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    birthDate: row.birth_date,
    address: `${row.street} ${row.house_number}, ${row.postal_code} ${row.town}`,
    email: row.email ?? undefined,
  }));
}
