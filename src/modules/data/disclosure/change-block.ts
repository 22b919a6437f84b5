// Blocks the disclosure of somebody's data, or lifts the block: by the person, or at the counter after they were identified.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { accountOfResident, accountsOfSamePerson, requireLevel } from '../../identity/index.ts';
import { blockedAmong } from './blocked.ts';
import { findResidents, type FoundResident } from '../queries/find-residents.ts';

/** How the counter knows who it is; to lift a block the document must have been seen. */
export const blockIdentifications = ['document', 'questions', 'callback'] as const;
export type BlockIdentification = (typeof blockIdentifications)[number];

/**
 * @returns whether anything has changed; a second click changes nothing
 * @throws Fault ASSURANCE_TOO_LOW to lift it
 */
export async function changeOwnBlock(
  app: App,
  person: PersonActor,
  blocked: boolean,
  language: Language,
): Promise<boolean> {
  if (!blocked) requireLevel(app, person, 'liftBlock', language);
  return transact(app, person, async (tx) => {
    tx.ownData();
    return change(tx, person.id, blocked, undefined);
  });
}

/** Whom the counter has before it, as the register knows them. */
export interface PersonAtCounter extends Pick<
  FoundResident,
  'registerId' | 'firstName' | 'lastName' | 'birthDate'
> {
  /** The disclosure of their data is blocked already. */
  blocked: boolean;
}

/**
 * Who has this AHV number, for the clerk to compare with whoever stands there: one digit is soon wrong. Logged for the
 * person who is shown.
 * @param ahv normalised
 * @returns undefined where the register knows nobody by this number
 * @throws Fault REGISTER_SILENT
 */
export async function personForBlock(
  app: App,
  clerk: StaffActor,
  ahv: string,
  language: Language,
): Promise<PersonAtCounter | undefined> {
  const [found] = await findResidents(app, clerk, { ahv });
  if (!found) return undefined;
  return transact(app, clerk, async (tx) => {
    const { id } = await identified(tx, found, ['name', 'birthDate', 'disclosureBlock'], language);
    return { ...found, blocked: (await blockedAmong(tx, [id])).has(id) };
  });
}

/** The account of who was found, made where there is none; the look is logged. */
async function identified(
  tx: Transaction,
  found: FoundResident,
  fields: string[],
  language: Language,
): Promise<{ id: string; email: string | undefined }> {
  const { id, email } = await accountOfResident(tx, {
    registerId: found.registerId,
    name: `${found.firstName} ${found.lastName}`,
    email: found.email,
    language,
  });
  await tx.recordAccess({ kind: 'read', subject: id, fields, purpose: 'identify-at-counter' });
  return { id, email };
}

/**
 * @param wanted.ahv normalised
 * @param wanted.person key in the register of whom the clerk has confirmed
 * @returns whether anything has changed, and whether the person is told by mail; `unknown` where the register does not know that person by this number
 * @throws Fault REGISTER_SILENT
 */
export async function changeBlockAtCounter(
  app: App,
  clerk: StaffActor,
  wanted: {
    ahv: string;
    person: string;
    blocked: boolean;
    identification: BlockIdentification;
    language: Language;
  },
): Promise<{ changed: boolean; byMail: boolean } | 'unknown'> {
  if (!wanted.blocked && wanted.identification !== 'document')
    throw new Error('A block is lifted for whoever has shown a document');
  const [found] = await findResidents(app, clerk, { ahv: wanted.ahv });
  if (found?.registerId !== wanted.person) return 'unknown';
  return transact(app, clerk, async (tx) => {
    const { id, email } = await identified(tx, found, ['name'], wanted.language);
    const { blocked, identification } = wanted;
    const changed = await change(tx, id, blocked, { by: clerk.id, identification });
    return { changed, byMail: email !== undefined && isMailAddress(email) };
  });
}

async function change(
  tx: Transaction,
  accountId: string,
  blocked: boolean,
  counter: { by: string; identification: BlockIdentification } | undefined,
): Promise<boolean> {
  const accounts = (await accountsOfSamePerson(tx, [accountId])).get(accountId) ?? [accountId];
  const at = tx.app.clock.now();
  const running = await tx.db
    .selectFrom('data.disclosure_block')
    .select('id')
    .where('account_id', 'in', accounts)
    .where('lifted_at', 'is', null)
    .forUpdate()
    .execute();
  let changed: { id: string }[];
  if (blocked === running.length > 0) changed = [];
  else if (!blocked)
    changed = await tx.db
      .updateTable('data.disclosure_block')
      .set({
        lifted_at: at,
        lifted_by: counter?.by ?? null,
        lifted_identification: counter?.identification ?? null,
      })
      .where(
        'id',
        'in',
        running.map(({ id }) => id),
      )
      .where('lifted_at', 'is', null)
      .returning('id')
      .execute();
  else
    changed = await tx.db
      .insertInto('data.disclosure_block')
      .values({
        account_id: accountId,
        set_at: at,
        set_by: counter?.by ?? null,
        set_identification: counter?.identification ?? null,
      })
      // Two windows at once: one block.
      .onConflict((conflict) => conflict.column('account_id').where('lifted_at', 'is', null).doNothing())
      .returning('id')
      .execute();
  const [first] = changed;
  if (!first) return false;
  await tx.recordAccess({
    kind: 'change',
    subject: accountId,
    fields: ['disclosureBlock'],
    purpose: 'disclosure-block',
  });
  await tx.emit({
    type: blocked ? 'disclosure.blocked' : 'disclosure.unblocked',
    subject: accountId,
    data: { block: first.id, at: counter ? 'counter' : 'account' },
  });
  return true;
}
