// The person asks explicitly that a register be asked which says something only then; or will not have what it said.
import { isOnRequest, type ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { registerIds, registerOfSource, type RegisterId } from '../../data/index.ts';
import { lockDraft, type Draft } from '../queries/draft.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { askFields, useFields } from './known-fields.ts';

interface Who {
  person: PersonActor;
  /** The person, or the clerk to whom they have said so. */
  changer: PersonActor | StaffActor;
}

/** Registers that can be asked for, by their names in forms and in the API. */
export const requestable: readonly RegisterId[] = registerIds.filter(isOnRequest);

/** @throws Fault BAD_REQUEST for what is none of them */
export function requestableRegister(name: unknown): RegisterId {
  const register = requestable.find((id) => id === name);
  if (register === undefined) throw new Fault('BAD_REQUEST');
  return register;
}

/**
 * Whether it may be asked for in this draft: by the person themselves, or by a clerk who has made sure who it is and hears
 * them say so. Whoever acts for somebody has no say over what is secret about them; a sheet of paper says nothing.
 */
export function mayRequest(
  { person, changer }: Who,
  draft: Pick<Draft, 'identification' | 'channel'>,
): boolean {
  if (changer.kind === 'person') return !person.acting;
  return draft.identification !== null && draft.identification !== 'none' && draft.channel !== 'paper';
}

/**
 * Asks, outside of the transaction, and keeps what was said in the draft, where it is shown before it is used.
 * @throws Fault FORBIDDEN, DRAFT_GONE, PURPOSE_CLOSED
 */
export async function requestKnown(
  app: App,
  who: Who,
  definition: ServiceDefinition,
  draft: Draft,
  register: RegisterId,
): Promise<void> {
  if (!mayRequest(who, draft)) throw new Fault('FORBIDDEN');
  const ids = fieldsOf(definition, register);
  const fields = await askFields(app, who.person, definition, ({ id }) => ids.has(id), [register]);
  await transact(app, who.changer, async (tx) => {
    const locked = await openOnly(tx, who, draft.id);
    await useFields(tx, who.person, fields);
    await keep(tx, definition, locked, ids, {
      known: { ...locked.known, ...fields.known },
      silent: [...locked.silent.filter((id) => id !== register), ...fields.silent],
      requested: [...locked.requested.filter((id) => id !== register), register],
    });
  });
}

/** Forgets what the register has said; it is not asked again. @throws Fault DRAFT_GONE */
export async function refuseKnown(
  app: App,
  who: Who,
  definition: ServiceDefinition,
  draft: Draft,
  register: RegisterId,
): Promise<void> {
  const ids = fieldsOf(definition, register);
  await transact(app, who.changer, async (tx) => {
    const locked = await openOnly(tx, who, draft.id);
    await keep(tx, definition, locked, ids, {
      known: Object.fromEntries(Object.entries(locked.known).filter(([id]) => !ids.has(id))),
      silent: locked.silent.filter((id) => id !== register),
      requested: locked.requested.filter((id) => id !== register),
    });
  });
}

const fieldsOf = (definition: ServiceDefinition, register: RegisterId): ReadonlySet<string> =>
  new Set(
    sourcedFields(definition).flatMap(({ id, source }) =>
      registerOfSource(source) === register ? [id] : [],
    ),
  );

async function openOnly(tx: Transaction, { changer }: Who, draftId: string): Promise<Draft> {
  const draft = await lockDraft(tx, changer, draftId);
  if (!draft || draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
  return draft;
}

/** The pages of these fields are shown once more before anything is sent. */
async function keep(
  tx: Transaction,
  definition: ServiceDefinition,
  draft: Draft,
  ids: ReadonlySet<string>,
  changed: Pick<Draft, 'known' | 'silent' | 'requested'>,
): Promise<void> {
  const pages = new Set(
    definition.pages.filter(({ fields }) => fields.some(({ id }) => ids.has(id))).map(({ id }) => id),
  );
  await tx.db
    .updateTable('intake.draft')
    .set({
      known: JSON.stringify(changed.known),
      silent: changed.silent,
      requested: changed.requested,
      corrected: draft.corrected.filter((id) => !ids.has(id)),
      visited: draft.visited.filter((id) => !pages.has(id)),
      revision: draft.revision + 1,
      updated_at: tx.app.clock.now(),
    })
    .where('id', '=', draft.id)
    .execute();
}
