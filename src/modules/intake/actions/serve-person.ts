// At the counter and on the telephone: finding the person, and beginning a form for them.
import type { Identification } from '../queries/draft.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { findResidents, type FoundResident } from '../../data/index.ts';
import { accountOfResident, accountOfVisitor, personActor } from '../../identity/index.ts';
import { requireActing } from '../admission.ts';
import { paperForm } from '../queries/paper-form.ts';
import { draftExpiry } from '../retention.ts';
import { knownFields } from './start-draft.ts';

export interface ServedPerson extends FoundResident {
  /** Account, uuid; made when the person has none. */
  id: string;
}

/**
 * People in the register by AHV number or by last name and day of birth. Each look is logged for the person who was found.
 * @param language of the account of someone who has none yet
 */
export async function findServedPersons(
  app: App,
  clerk: StaffActor,
  wanted: Parameters<typeof findResidents>[1],
  language: Language,
): Promise<ServedPerson[]> {
  return transact(app, clerk, async (tx) => {
    const found = await findResidents(tx, wanted);
    const persons: ServedPerson[] = [];
    for (const resident of found) {
      const { id } = await accountOfResident(tx, {
        registerId: resident.registerId,
        name: `${resident.firstName} ${resident.lastName}`,
        email: resident.email,
        language,
      });
      await tx.recordAccess({
        kind: 'read',
        subject: id,
        fields: ['name', 'birthDate', 'address'],
        purpose: 'identify-at-counter',
      });
      persons.push({ ...resident, id });
    }
    return persons;
  });
}

export interface CounterStart {
  serviceId: string;
  /** The account that was found, or what somebody in no register says of themselves. */
  person: { id: string } | { name: string; email: string | undefined };
  channel: 'counter' | 'phone' | 'paper';
  identification: Identification;
  language: Language;
  /** Number or scanned code of the paper form that is entered: the draft is of the version on the sheet. */
  paper?: string;
}

/**
 * Begins a draft that only this clerk fills in. What the registers know is looked up only when the person was identified.
 * @returns id of the draft
 * @throws Fault NOT_FOUND when there is no such service or person, ACTING_NOT_ALLOWED; the faults of `paperForm`
 */
export async function beginCounterDraft(app: App, clerk: StaffActor, start: CounterStart): Promise<string> {
  const sheet = start.paper === undefined ? undefined : await paperForm(app, start.paper, start.serviceId);
  const definition = sheet
    ? await requireServiceVersion(app, sheet.serviceId, sheet.serviceVersion)
    : serviceById(app, start.serviceId);
  if (!definition) throw new Fault('NOT_FOUND');
  return transact(app, clerk, async (tx) => {
    // A sheet that was printed for someone is theirs, whoever was chosen.
    const person = await servedPerson(
      tx,
      sheet?.ownerId === undefined ? start : { ...start, person: { id: sheet.ownerId } },
    );
    // By hand the clerk writes a company, too; of an account it is known for whom it acts.
    if ('id' in start.person || sheet?.ownerId !== undefined) requireActing(definition, person);
    const identified =
      start.identification !== 'none' && ('id' in start.person || sheet?.ownerId !== undefined);
    const known = identified ? await knownFields(tx, person, definition) : {};
    const draft = await tx.db
      .insertInto('intake.draft')
      .values({
        service_id: definition.id,
        service_version: definition.version,
        owner_id: person.id,
        clerk_id: clerk.id,
        channel: start.channel,
        identification: start.identification,
        paper_number: sheet?.number ?? null,
        language: start.language,
        known: JSON.stringify(known),
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
        expires_at: draftExpiry(app),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return draft.id;
  });
}

async function servedPerson(tx: Transaction, { person, language }: CounterStart) {
  const id = 'id' in person ? person.id : (await accountOfVisitor(tx, { ...person, language })).id;
  return personActor(tx, id);
}
