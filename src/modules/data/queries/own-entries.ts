// What the registers hold about the person, on their own request: shown to them, and the place where a correction begins.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { grantOfTask } from '../../catalogue/index.ts';
import { readEntry, type Answer, type Entry } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';
import { correctEntry as askToCorrect, type Correction } from '../registers/send-correction.ts';
import { registerIds, registersFile, type RegisterId } from '../registers/canton-registers.ts';

/** An entry that the person may see; `silent`: the register gives no answer that may be used. */
export type OwnEntry = { register: RegisterId } & ({ entry: Entry } | { silent: true });

/** Key of the person's entry in a register. */
export const entryIdOf = (actor: PersonActor, register: RegisterId): string | undefined =>
  // Vehicles and taxes are kept by the same key of the person.
  register === 'companies' ? actor.organisationId : actor.registerId;

/** The unit that keeps the register and decides about corrections; undefined: an authority elsewhere. */
export const unitOfRegister = (app: App, register: RegisterId): string | undefined =>
  registersFile(app)[register].unit;

/** Hours for which a value of the register may be kept at most. */
export const keepHoursOf = (app: App, register: RegisterId): number => registersFile(app)[register].keepHours;

/** Days within which the unit decides. */
export const correctionDays = (app: App): number => registersFile(app).correctionDays;

/** What reads one's own entries on one's own request. */
type OwnTask = 'correction' | 'duties' | 'participation';

/**
 * Asks for all entries that the account is linked to, outside of any transaction; the caller logs what is shown.
 * @param task whose grant says which fields
 */
export async function askOwnEntries(
  app: App,
  actor: PersonActor,
  task: OwnTask = 'correction',
): Promise<OwnEntry[]> {
  const grant = grantOfTask(app, task);
  const reason = reasonOfTask(app, task, actor.id);
  if (!grant || !reason) return [];
  const found = await Promise.all(
    registerIds.map(async (register): Promise<OwnEntry[]> => {
      const id = entryIdOf(actor, register);
      const fields = grant[register] ?? [];
      if (id === undefined || fields.length === 0) return [];
      const answer = await readEntry(app, register, id, fields, reason);
      if ('silent' in answer) return answer.silent === 'none' ? [] : [{ register, silent: true }];
      return answer.found ? [{ register, entry: answer.found }] : [];
    }),
  );
  return found.flat();
}

/**
 * One value of an entry as the register says it now, for whoever decides about its correction.
 * @param user account on whose behalf
 */
export async function askEntryValue(
  app: App,
  user: string,
  { register, entryId, field }: { register: RegisterId; entryId: string; field: string },
): Promise<{ value: unknown; asOf: string } | 'silent' | undefined> {
  const reason = reasonOfTask(app, 'correction', user);
  if (!reason) return undefined;
  const answer = await readEntry(app, register, entryId, [field], reason);
  if ('silent' in answer) return 'silent';
  return answer.found && { value: answer.found.values[field] ?? null, asOf: answer.found.asOf };
}

/** Has the register correct a value; idempotent by the number of the correction. */
export async function correctEntry(
  app: App,
  what: {
    register: RegisterId;
    entryId: string;
    field: string;
    was: unknown;
    value: unknown;
    correction: string;
  },
): Promise<Answer<Correction | undefined>> {
  const { register, entryId: subject, field, was, value, correction } = what;
  const reason = reasonOfTask(app, 'correction', 'corrections');
  if (!reason) return { silent: 'none' };
  return askToCorrect(app, register, { subject, field, was, value, correction }, reason);
}
