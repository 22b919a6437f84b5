// Starts a draft, or goes on with the open one: the current version of the service, with what the registers know.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { draftExpiry } from '../retention.ts';
import { openDraft, type Draft } from '../queries/draft.ts';
import { askFields, useFields } from './known-fields.ts';

/** @returns the open draft; two windows that start at once get the same one */
export async function startDraft(
  app: App,
  actor: PersonActor,
  definition: ServiceDefinition,
  language: Language,
  /** Number of a decision that an appeal is begun against from its page; it can be changed in the form. */
  decision?: string,
): Promise<Draft> {
  const existing = await openDraft(app, actor, definition.id);
  if (existing) return existing;
  const { against } = definition.process;
  const fields = await askFields(app, actor, definition);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    // An expired draft that the cleaning has not removed yet would hold the place of the new one.
    await tx.db
      .deleteFrom('intake.draft')
      .where('owner_id', '=', actor.id)
      .where('service_id', '=', definition.id)
      .where('clerk_id', 'is', null)
      .where('submitted_ref', 'is', null)
      .where('expires_at', '<=', app.clock.now())
      .execute();
    const inserted = await tx.db
      .insertInto('intake.draft')
      .values({
        service_id: definition.id,
        service_version: definition.version,
        owner_id: actor.id,
        begun_by: actor.acting?.by.id ?? null,
        begun_mandate: actor.acting?.mandateId ?? null,
        language,
        ...(against !== undefined && decision !== undefined
          ? { answers: JSON.stringify({ [against]: decision }) }
          : {}),
        known: JSON.stringify(fields.known),
        silent: fields.silent,
        created_at: app.clock.now(),
        updated_at: app.clock.now(),
        expires_at: draftExpiry(app),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    // The other of two windows has started it, and logged what it shows.
    if (inserted) await useFields(tx, actor, fields);
  });
  const draft = await openDraft(app, actor, definition.id);
  if (!draft) throw new Error('The draft that was just started is gone');
  return draft;
}
