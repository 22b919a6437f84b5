// The resident whom an E-ID describes: names and day of birth, and the AHV number where it was asked for, must agree with one person only.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountsOfEntry, type MatchedResident, type WantedResident } from '../../identity/index.ts';
import { findEntries } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

/**
 * The caller logs the look at the one who is found; a look that finds nobody, or several, leaves its trace here.
 * @returns undefined for nobody, and for two who can't be told apart
 * @throws Fault REGISTER_SILENT
 */
export async function matchResident(app: App, wanted: WantedResident): Promise<MatchedResident | undefined> {
  const { givenName, familyName, birthDate, ahv } = wanted;
  const by = {
    firstName: givenName,
    lastName: familyName,
    birthDate,
    ...(ahv === undefined ? {} : { ahv: dotted(ahv) }),
  };
  // All that was looked for is asked for as well: an answer about somebody else shows by it.
  const reason = reasonOfTask(app, 'sign-in-eid', 'sign-in');
  const answer = await findEntries(app, 'residents', by, [...Object.keys(by), 'email'], reason);
  if ('silent' in answer) {
    if (answer.silent === 'none') return undefined;
    throw new Fault('REGISTER_SILENT');
  }
  const [one, ...more] = answer.found;
  if (!one || more.length > 0) {
    await traceInVain(
      app,
      answer.found.map(({ id }) => id),
    );
    return undefined;
  }
  const { firstName, lastName, email } = one.values;
  return {
    registerId: one.id,
    name: `${String(firstName)} ${String(lastName)}`,
    email: typeof email === 'string' ? email : undefined,
  };
}

/**
 * A look that tells nobody who it was about is a look all the same: as an event with the number of those found, without names, and
 * for those found who have an account in their list of uses.
 */
async function traceInVain(app: App, found: readonly string[]): Promise<void> {
  const accounts = (
    await Promise.all(found.map((registerId) => accountsOfEntry(app, { registerId })))
  ).flat();
  await transact(app, { kind: 'programme', task: 'identity.sign-in' }, async (tx) => {
    await tx.recordAccess(
      ...accounts.map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'birthDate'],
        purpose: 'sign-in-eid-in-vain',
      })),
    );
    await tx.emit({
      type: 'register.searched-in-vain',
      subject: 'residents',
      data: { reader: 'sign-in-eid', found: found.length },
    });
  });
}

/** E-IDs write it with or without dots. */
const dotted = (ahv: string) =>
  ahv.replace(/\D/g, '').replace(/^(\d{3})(\d{4})(\d{4})(\d{2})$/, '$1.$2.$3.$4');
