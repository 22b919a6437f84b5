// A person's open drafts with what is still missing in each, as the engine says: one query, whatever their number.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formAddress, missingIn, nextAddress } from '../form-path.ts';
import { draftsOf, mergedAnswers } from './draft.ts';

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
}

/** Own data for its owner: the engine looks at what the draft holds, no register is read. */
export async function openDrafts(app: App, actor: PersonActor, language: Language): Promise<OpenDraft[]> {
  const drafts = await draftsOf(app.db, app.clock.now(), actor.id);
  return Promise.all(
    drafts.map(async (draft) => {
      const definition = await requireServiceVersion(app, draft.serviceId, draft.serviceVersion);
      const evaluation = evaluateService(app, definition, mergedAnswers(draft));
      const state = { draft, definition, evaluation, base: formAddress(draft.serviceId) };
      const { fields, atLeast, pages } = missingIn(state);
      return {
        serviceId: draft.serviceId,
        expiresAt: draft.expiresAt,
        href: nextAddress(state),
        missing: fields,
        atLeast,
        pages: pages.map((id) => definition.texts[language][`pages.${id}.nav`] ?? id),
      };
    }),
  );
}
