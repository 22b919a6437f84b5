// At the counter and on the telephone: finding the person, and beginning a form for them.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { blockedAmong, findResidents, type FoundResident } from '../../data/index.ts';
import { accountOfResident, accountOfVisitor, personActor } from '../../identity/index.ts';
import { refuseOwnMatter } from '../../policy/index.ts';
import { requireActing } from '../admission.ts';
import type { Identification } from '../queries/draft.ts';
import { paperForm } from '../queries/paper-form.ts';
import { draftExpiry } from '../retention.ts';
import { servedUse } from '../served-use.ts';
import { askFields, useFields } from './known-fields.ts';

export interface ServedPerson extends FoundResident {
  /** Account, uuid; made when the person has none. */
  id: string;
  /** They forbid that their data is told to others. */
  blocked: boolean;
}

/**
 * People in the register by AHV number or by last name and day of birth. Each look is logged for the person who was found.
 * @param language of the account of someone who has none yet
 * @throws Fault REGISTER_SILENT, OWN_MATTER where the clerk is among them
 */
export async function findServedPersons(
  app: App,
  clerk: StaffActor,
  wanted: Parameters<typeof findResidents>[2],
  language: Language,
): Promise<ServedPerson[]> {
  const found = await findResidents(app, clerk, wanted);
  return transact(app, clerk, async (tx) => {
    const persons: Omit<ServedPerson, 'blocked'>[] = [];
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
    // Somebody in no register is nobody whose data was used.
    if (persons.length === 0) await tx.recordAccess();
    const blocked = await blockedAmong(
      tx,
      persons.map(({ id }) => id),
    );
    return persons.map((each) => ({ ...each, blocked: blocked.has(each.id) }));
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
 * @throws Fault NOT_FOUND when there is no such service or person, ACTING_NOT_ALLOWED, OWN_MATTER; the faults of `paperForm`
 */
export async function beginCounterDraft(app: App, clerk: StaffActor, start: CounterStart): Promise<string> {
  const sheet = start.paper === undefined ? undefined : await paperForm(app, start.paper, start.serviceId);
  const definition = sheet
    ? await requireServiceVersion(app, sheet.serviceId, sheet.serviceVersion)
    : serviceById(app, start.serviceId);
  if (!definition) throw new Fault('NOT_FOUND');
  // A sheet that was printed for someone is theirs, whoever was chosen.
  const id = sheet?.ownerId ?? ('id' in start.person ? start.person.id : undefined);
  const account = id === undefined ? undefined : await personActor(app, id);
  refuseOwnMatter(clerk, account?.registerId);
  // By hand the clerk writes a company, too; of an account it is known for whom it acts.
  if (account) requireActing(definition, account);
  const fields =
    account && start.identification !== 'none' ? await askFields(app, account, definition) : undefined;
  return transact(app, clerk, async (tx) => {
    const person = account ?? (await visitorAtCounter(tx, start));
    if (fields) await useFields(tx, person, fields);
    await tx.recordAccess({ ...servedUse(person.id, definition.id, ['name']), kind: 'read' });
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
        known: JSON.stringify(fields?.known ?? {}),
        silent: fields?.silent ?? [],
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
        expires_at: draftExpiry(app),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return draft.id;
  });
}

async function visitorAtCounter(tx: Transaction, { person, language }: CounterStart): Promise<PersonActor> {
  if ('id' in person) throw new Error('Whoever has an account is no visitor');
  return personActor(tx, (await accountOfVisitor(tx, { ...person, language })).id);
}
