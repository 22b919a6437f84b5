// The resident whom an E-ID describes: names and day of birth, and the AHV number where it was asked for, must agree with one person only.
import type { Transaction } from '../../../kernel/transaction.ts';
import type { MatchedResident, WantedResident } from '../../identity/index.ts';

/** Names as they are compared: both registers write them officially; case, spaces and the way of writing accents don't count. */
const comparable = (name: string) =>
  name.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('de-CH');
const digits = (ahv: string) => ahv.replace(/\D/g, '');

/** The caller logs the look. @returns undefined for nobody, and for two who can't be told apart */
export async function matchResident(
  tx: Transaction,
  wanted: WantedResident,
): Promise<MatchedResident | undefined> {
  const rows = await tx.db
    .selectFrom('data.resident')
    .select(['id', 'first_name', 'last_name', 'email', 'ahv'])
    .where('birth_date', '=', wanted.birthDate)
    .execute();
  const found = rows.filter(
    (row) =>
      comparable(row.first_name) === comparable(wanted.givenName) &&
      comparable(row.last_name) === comparable(wanted.familyName) &&
      (wanted.ahv === undefined || digits(row.ahv) === digits(wanted.ahv)),
  );
  const [one, ...more] = found;
  if (!one || more.length > 0) return undefined;
  return { registerId: one.id, name: `${one.first_name} ${one.last_name}`, email: one.email ?? undefined };
}
