// A person's open drafts with what is still missing in each, as the engine says: one query, whatever their number.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { takenSlots } from '../../appointments/index.ts';
import { evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formAddress, missingIn, nextAddress } from '../form-path.ts';
import { startersOf, type DraftStarter } from './draft-starters.ts';
import { draftsOf, mergedAnswers } from './draft.ts';
import { appointmentsOf } from './slots-in.ts';

export interface OpenDraft {
  serviceId: string;
  expiresAt: Date;
  /** The first open page, or the summary. */
  href: string;
  /** Fields without a valid answer. */
  missing: number;
  /** Answers still to come may bring more questions. */
  atLeast: boolean;
  /** Names of the pages on which something is missing; where nothing is, of those to read through. */
  pages: string[];
  /** Where somebody began it in the reader's place. */
  begunBy: DraftStarter | undefined;
}

/** Own data for its owner: the engine looks at what the draft holds, no register is read. */
export async function openDrafts(app: App, actor: PersonActor, language: Language): Promise<OpenDraft[]> {
  const drafts = await ownData(app, actor, (db) => draftsOf(db, app.clock.now(), actor.id));
  const definitions = await Promise.all(
    drafts.map((draft) => requireServiceVersion(app, draft.serviceId, draft.serviceVersion)),
  );
  // An appointment that somebody else has taken meanwhile is missing again.
  const taken = await takenSlots(app, app.db, definitions.flatMap(appointmentsOf));
  const starters = await startersOf(app, actor, drafts);
  return drafts.flatMap((draft, index) => {
    const definition = definitions[index];
    if (!definition) return [];
    const evaluation = evaluateService(app, definition, mergedAnswers(draft), { taken });
    const state = { draft, definition, evaluation, base: formAddress(draft.serviceId) };
    const { fields, atLeast, pages } = missingIn(state);
    return [
      {
        serviceId: draft.serviceId,
        expiresAt: draft.expiresAt,
        href: nextAddress(state),
        missing: fields,
        atLeast,
        pages: pages.map((id) => definition.texts[language][`pages.${id}.nav`] ?? id),
        begunBy: starters.get(draft.id),
      },
    ];
  });
}
