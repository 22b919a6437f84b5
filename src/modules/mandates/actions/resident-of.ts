// Whoever stands at the counter or is named on a paper: a living resident by AHV number, with an account to hold mandates.
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { deceasedAmong, findResidents } from '../../data/index.ts';
import { accountOfResident, type Account } from '../../identity/index.ts';

/**
 * The account, made where there is none; the look is logged for them.
 * @throws Fault RESIDENT_UNKNOWN with `params.who`
 */
export async function residentOf(
  tx: Transaction,
  ahv: string,
  who: 'giver' | 'mandatary',
  language: Language,
): Promise<Account> {
  const [found] = await findResidents(tx, { ahv });
  const dead = found && (await deceasedAmong(tx.db, [found.registerId])).size > 0;
  if (!found || dead) throw new Fault('RESIDENT_UNKNOWN', { who });
  const account = await accountOfResident(tx, {
    registerId: found.registerId,
    name: `${found.firstName} ${found.lastName}`,
    email: found.email,
    language,
  });
  await tx.recordAccess({
    kind: 'read',
    subject: account.id,
    fields: ['name'],
    purpose: 'identify-at-counter',
  });
  return account;
}
