// Whoever stands at the counter or is named on a paper: a living resident by AHV number, with an account to hold mandates.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { deceasedAmong, findResidents, learnDeaths, type FoundResident } from '../../data/index.ts';
import { accountOfResident, type Account } from '../../identity/index.ts';

/**
 * Both parties, asked in the register outside of any transaction.
 * @throws Fault RESIDENT_UNKNOWN with `params.who`, REGISTER_SILENT
 */
export async function livingParties(
  app: App,
  clerk: StaffActor,
  ahv: { giver: string; mandatary: string },
): Promise<{ giver: FoundResident; mandatary: FoundResident }> {
  const find = async (who: 'giver' | 'mandatary') => {
    const [found] = await findResidents(app, clerk, { ahv: ahv[who] });
    if (found) await learnDeaths(app, [found.registerId]);
    const dead = found && (await deceasedAmong(app.db, [found.registerId])).size > 0;
    if (!found || dead) throw new Fault('RESIDENT_UNKNOWN', { who });
    return found;
  };
  return { giver: await find('giver'), mandatary: await find('mandatary') };
}

/** The account, made where there is none; the look is logged for them. */
export async function residentOf(
  tx: Transaction,
  found: FoundResident,
  language: Language,
): Promise<Account> {
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
