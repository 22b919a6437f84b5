// Everything a case page shows, read in one transaction and logged as one use.
import {
  summary,
  type LifecycleAction,
  type ServiceDefinition,
  type SummarySection,
} from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { bookingsOf, type Booking } from '../../appointments/index.ts';
import { contextOf, requireServiceVersion } from '../../catalogue/index.ts';
import { possibleActions } from '../actions/act-on-case.ts';
import { purposeOf } from '../legal-basis.ts';
import { handleCase, rightsOf, seeCase } from '../permissions.ts';
import {
  clocksOf,
  documentsOf,
  evidenceOf,
  historyOf,
  loadMatter,
  type ClockRow,
  type DocumentRow,
  type ExaminedEvidence,
  type HistoryEntry,
  type Matter,
} from './load-matter.ts';
import { correctedValuesOf, type CorrectedValue } from './corrected-values.ts';
import { signaturesOf, type SignatureRow } from './signatures.ts';

export interface CaseView {
  matter: Matter;
  definition: ServiceDefinition;
  sections: SummarySection[];
  history: HistoryEntry[];
  clocks: ClockRow[];
  documents: DocumentRow[];
  evidence: ExaminedEvidence[];
  signatures: SignatureRow[];
  bookings: Booking[];
  /** Values that a register has corrected since. */
  corrected: CorrectedValue[];
  actions: LifecycleAction[];
  /** The actor handles it as staff. */
  asStaff: boolean;
}

/** @returns undefined where the actor may not see it, so that nobody learns which references exist */
export async function caseView(
  app: App,
  actor: Actor,
  ref: string,
  language: Language,
): Promise<CaseView | undefined> {
  if (!/^[0-9A-Z-]{5,20}$/.test(ref)) return undefined;
  return readPersonal(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref);
    if (!matter) return undefined;
    const rights = rightsOf(app, matter);
    if (!seeCase.allows(actor, rights)) return undefined;
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const asStaff = handleCase.allows(actor, rights);
    const evidence = await evidenceOf(tx, ref);
    const view: CaseView = {
      matter,
      definition,
      sections: summary(definition, matter.evaluation, language, contextOf(app, definition)),
      history: await historyOf(tx, ref),
      clocks: await clocksOf(tx, ref),
      documents: await documentsOf(tx, ref),
      evidence,
      signatures: await signaturesOf(tx, ref, definition, matter.answers),
      bookings: await bookingsOf(tx.db, ref),
      corrected: await correctedValuesOf(tx, ref),
      actions: possibleActions(app, actor, matter, definition.process.use),
      asStaff,
    };
    const byMandate = actor.kind === 'person' && actor.acting !== undefined;
    return {
      value: view,
      access:
        asStaff || byMandate
          ? [
              {
                subject: matter.ownerId,
                fields: ['name', 'answers', ...(evidence.length > 0 ? ['evidence'] : []), 'history'],
                ...purposeOf(definition, byMandate),
                caseRef: matter.ref,
              },
            ]
          : [],
    };
  });
}
