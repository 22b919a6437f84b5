// A draft goes on with today's version of its service; its answers come along, as far as the new version asks for them.
import {
  carryOver,
  compareVersions,
  type ServiceDefinition,
  type VersionChange,
} from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { lockDraft, type LeftOver } from '../queries/draft.ts';
import { versionOfDraft } from '../queries/version-of-draft.ts';
import type { Holder } from '../visitor.ts';
import { valueText } from '../queries/value-text.ts';
import { askFields, useFields } from './known-fields.ts';

/** Pages of the new version on which something is asked that was not asked so before. */
export function pagesToAsk(changes: readonly VersionChange[]): Set<string> {
  return new Set(
    changes.flatMap((change) =>
      change.kind === 'added' || change.kind === 'changed' ? [change.place.page.id] : [],
    ),
  );
}

/**
 * Does nothing when the draft is of today's version already, or of a sheet of paper, which stays what was signed.
 * @param changer whose draft it is to change: its holder, or the clerk who fills it in
 * @param person about whom the registers are asked; undefined: a visitor, or somebody whom the clerk could not identify
 * @throws Fault DRAFT_GONE
 */
export async function adoptVersion(
  app: App,
  { person, changer }: { person: PersonActor | undefined; changer: Holder | StaffActor },
  draftId: string,
  language: Language,
): Promise<void> {
  const now = await versionOfDraft(app, draftId);
  if (!now) throw new Fault('DRAFT_GONE');
  const after = serviceById(app, now.serviceId);
  if (!after || after.version === now.serviceVersion) return;
  // New fields may be known, too; what was shown before is shown as it stands today.
  const fields = person && (await askFields(app, person, after));
  await transact(app, changer, async (tx) => {
    const draft = await lockDraft(tx, changer, draftId);
    if (!draft || draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
    if (after.version === draft.serviceVersion || draft.paperNumber !== null) return;
    if (person && fields) await useFields(tx, person, fields);
    const before = await requireServiceVersion(app, draft.serviceId, draft.serviceVersion);
    const changes = compareVersions(before, after, language);
    const { answers, left, unchanged } = carryOver(before, after, draft.answers, pagesToAsk(changes));
    const corrected = draft.corrected.filter((id) => Object.hasOwn(answers, id));
    await tx.db
      .updateTable('intake.draft')
      .set({
        service_version: after.version,
        answers: JSON.stringify(answers),
        known: JSON.stringify(fields?.known ?? {}),
        silent: fields?.silent ?? [],
        // What was read on request was for the version before: it is asked for again where it still is.
        requested: [],
        corrected,
        visited: draft.visited.filter((id) => unchanged.includes(id)),
        left_over: JSON.stringify([
          ...draft.leftOver,
          ...left.map((each) => inWords(app, before, each, language)),
        ]),
        revision: draft.revision + 1,
        updated_at: app.clock.now(),
      })
      .where('id', '=', draft.id)
      .execute();
  });
}

/** The answer in the words of the version that asked for it: the new one has none. */
export function inWords(
  app: App,
  before: ServiceDefinition,
  left: { field: string; value: unknown; item: number | undefined },
  language: Language,
): LeftOver {
  const texts = before.texts[language];
  const field = before.pages.flatMap((page) => page.fields).find((each) => each.id === left.field);
  const label = texts[`fields.${left.field}.label`] ?? left.field;
  return {
    label: left.item === undefined ? label : `${label} ${left.item + 1}`,
    text: field ? valueText(app, before, field, left.value, language) : String(left.value),
  };
}
