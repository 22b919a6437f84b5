// Whoever stands at the counter or is named on a paper: a living resident by AHV number, with an account to hold mandates.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { deceasedAmong, findResidents, learnDeaths, type FoundResident } from '../../data/index.ts';
import { accountOfResident, type Account } from '../../identity/index.ts';

/**
 * Both parties, asked in the register outside of any transaction.
 * @param parties `giver` and `mandatary` by AHV number
 * @throws Fault RESIDENT_UNKNOWN and OWN_MATTER (it is the clerk's own mandate) with `params.who`, REGISTER_SILENT
 */
export async function livingParties(
  app: App,
  clerk: StaffActor,
  parties: { giver: string; mandatary: string; language: Language },
): Promise<{ giver: FoundResident; mandatary: FoundResident }> {
  const giver = await living(app, clerk, parties.giver, 'giver');
  if (!giver) throw new Fault('RESIDENT_UNKNOWN', { who: 'giver' });
  try {
    const mandatary = await living(app, clerk, parties.mandatary, 'mandatary');
    if (mandatary) return { giver, mandatary };
    throw new Fault('RESIDENT_UNKNOWN', { who: 'mandatary' });
  } catch (error) {
    // That it fails only now says that the giver is in the register: they are told of it.
    await transact(app, clerk, (tx) => residentOf(tx, giver, parties.language));
    throw error;
  }
}

async function living(
  app: App,
  clerk: StaffActor,
  ahv: string,
  who: 'giver' | 'mandatary',
): Promise<FoundResident | undefined> {
  const [found] = await findResidents(app, clerk, { ahv }).catch((error: unknown) => {
    throw error instanceof Fault && error.code === 'OWN_MATTER' ? new Fault('OWN_MATTER', { who }) : error;
  });
  if (!found) return undefined;
  await learnDeaths(app, [found.registerId]);
  return (await deceasedAmong(app.db, [found.registerId])).size > 0 ? undefined : found;
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
