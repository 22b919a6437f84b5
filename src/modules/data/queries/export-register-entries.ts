// The person's own copy of what the registers hold about them: whole entries, not only what services ask for.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { grantOfTask } from '../../catalogue/index.ts';
import { readEntry } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';
import type { RegisterId } from '../registers/canton-registers.ts';
import { entryIdOf } from './own-entries.ts';

/** An entry; null where there is none; `no-answer` where the register gave none that may be used. */
type Exported = Record<string, unknown> | 'no-answer' | null;

export interface RegisterEntries {
  resident: Exported;
  company: Exported;
  /** The only vehicle; of several none. */
  vehicle: Exported;
  tax: Exported;
}

/** Asks for the entries that the account is linked to, outside of any transaction. */
export async function askRegisterEntries(app: App, actor: PersonActor): Promise<RegisterEntries> {
  const ask = async (register: RegisterId): Promise<Exported> => {
    const id = entryIdOf(actor, register);
    const grant = grantOfTask(app, 'own-export');
    if (id === undefined || !grant) return null;
    const reason = reasonOfTask(app, 'own-export', actor.id);
    const answer = await readEntry(app, register, id, grant[register] ?? [], reason);
    if ('silent' in answer) return answer.silent === 'none' ? null : 'no-answer';
    return answer.found ? { ...answer.found.values, asOf: answer.found.asOf } : null;
  };
  const [resident, company, vehicle, tax] = await Promise.all([
    ask('residents'),
    ask('companies'),
    ask('vehicles'),
    ask('taxes'),
  ]);
  return { resident, company, vehicle, tax };
}

/** Logs it as the person's own export. */
export async function logRegisterEntries(
  tx: Transaction,
  actor: PersonActor,
  { resident, company, vehicle, tax }: RegisterEntries,
): Promise<void> {
  const names = ['birthDate', 'ahv', 'nationality', 'address', 'municipality', 'email'];
  const fields = [
    ...(resident !== null && resident !== 'no-answer' ? ['name', ...names] : []),
    ...(company !== null && company !== 'no-answer' ? ['organisation'] : []),
    ...(vehicle !== null && vehicle !== 'no-answer' ? ['vehicle'] : []),
    ...(tax !== null && tax !== 'no-answer' ? ['taxes'] : []),
  ];
  if (fields.length > 0)
    await tx.recordAccess({ kind: 'read', subject: actor.id, fields, purpose: 'own-export' });
}
