// What somebody has begun before signing in becomes theirs, in one transaction: the first who says so, and nobody after.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { requireAdmission } from '../admission.ts';
import { lockDraft, type Draft } from '../queries/draft.ts';
import { versionOfDraft } from '../queries/version-of-draft.ts';
import { isAnswered, typedInstead } from '../queries/typed-instead.ts';
import { draftExpiry } from '../retention.ts';
import type { Visitor } from '../visitor.ts';
import { removeDrafts } from './discard-draft.ts';
import { askFields, useFields } from './known-fields.ts';

/**
 * Takes over a visitor's draft. What registers know comes with it; what was typed stays beside it.
 * @param replace whether a draft of their own for the same service may go for it
 * @throws Fault DRAFT_GONE when it was discarded, has expired or somebody else has taken it; OWN_DRAFT_OPEN when there is one
 *   of their own and it may not go; ACTING_NOT_ALLOWED, ASSURANCE_TOO_LOW
 */
export async function claimDraft(
  app: App,
  person: PersonActor,
  visitor: Visitor,
  draftId: string,
  { language, replace }: { language: Language; replace: boolean },
): Promise<void> {
  const version = await versionOfDraft(app, draftId);
  if (!version) throw new Fault('DRAFT_GONE');
  const definition = await requireServiceVersion(app, version.serviceId, version.serviceVersion);
  requireAdmission(definition, person, language);
  const fields = await askFields(app, person, definition);
  const { known, silent } = fields;
  await transact(app, person, async (tx) => {
    const draft = await lockDraft(tx, visitor, draftId);
    if (draft?.serviceVersion !== version.serviceVersion) throw new Fault('DRAFT_GONE');
    await makeRoom(tx, person, draft.serviceId, replace);
    await useFields(tx, person, fields);
    await tx.db
      .updateTable('intake.draft')
      .set({
        owner_id: person.id,
        token_hash: null,
        origin_hash: null,
        language,
        known: JSON.stringify(known),
        silent,
        visited: draft.visited.filter((id) => saysNothingNew(app, definition, { ...draft, known }, id)),
        revision: draft.revision + 1,
        updated_at: app.clock.now(),
        expires_at: draftExpiry(app),
      })
      .where('id', '=', draft.id)
      .execute();
    await tx.db
      .updateTable('intake.upload')
      .set({ owner_id: person.id })
      .where('draft_id', '=', draft.id)
      .execute();
  }).catch((error: unknown) => {
    // Begun at this very moment in another window.
    if ((error as { constraint?: string }).constraint === 'draft_open_once')
      throw new Fault('OWN_DRAFT_OPEN');
    throw error;
  });
}

/** There is one open draft a service and person; an expired one that the cleaning has not removed yet is in the way, too. */
async function makeRoom(
  tx: Transaction,
  person: PersonActor,
  serviceId: string,
  replace: boolean,
): Promise<void> {
  const own = await tx.db
    .selectFrom('intake.draft')
    .select(['id', 'expires_at'])
    .where('owner_id', '=', person.id)
    .where('service_id', '=', serviceId)
    .where('clerk_id', 'is', null)
    .where('submitted_ref', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!own) return;
  if (!replace && own.expires_at > tx.app.clock.now()) throw new Fault('OWN_DRAFT_OPEN');
  await removeDrafts(tx, [own.id]);
}

/** A page on which a register says what nobody has typed so is shown once more. */
function saysNothingNew(
  app: App,
  definition: ServiceDefinition,
  draft: Pick<Draft, 'answers' | 'known' | 'corrected'>,
  pageId: string,
): boolean {
  const page = definition.pages.find((each) => each.id === pageId);
  if (!page || page.repeat) return true;
  const differing = typedInstead(app, definition, draft);
  return page.fields
    .filter((field) => Object.hasOwn(draft.known, field.id))
    .every((field) => isAnswered(draft.answers[field.id]) && !differing.has(field.id));
}
