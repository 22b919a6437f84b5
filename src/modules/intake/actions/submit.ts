// Submitting: a draft or a program's answers become a case, once, in one transaction with everything that belongs to it.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { serviceById, requireServiceVersion } from '../../catalogue/index.ts';
import type { RegisterId } from '../../data/index.ts';
import { personActor } from '../../identity/index.ts';
import { requireAdmission } from '../admission.ts';
import { claimKey, hashOf, keepClaimed, madeBefore } from './claim-key.ts';
import { submitAnswers } from './submit-answers.ts';
import { leftOut, submitOfProgram } from './submit-of-program.ts';
import { enterPaperForm } from './enter-paper-form.ts';
import { signsJointly } from '../signing/joint-submission.ts';
import { lockOwned, mergedAnswers, saidByRegisters } from '../queries/draft.ts';
import { askFields } from './known-fields.ts';

export interface Submitted {
  ref: string;
  state: string;
  /** False when the same submission had been made before. */
  fresh: boolean;
}

/**
 * Submits a draft; posting it again (double click, reload, second window) gives the case it became.
 * @throws Fault DRAFT_GONE, ACTING_NOT_ALLOWED, ASSURANCE_TOO_LOW, ANSWERS_INVALID with the faults
 */
export async function submitDraft(
  app: App,
  actor: PersonActor | StaffActor,
  draftId: string,
  language: Language,
): Promise<Submitted> {
  return transact(app, actor, async (tx) => {
    // The lock makes a second post wait until the first is committed.
    const draft = await lockOwned(tx, actor, draftId);
    if (!draft) throw new Fault('DRAFT_GONE');
    if (draft.submittedRef !== null) return madeBefore(tx, draft.submittedRef);
    const definition = await requireServiceVersion(app, draft.serviceId, draft.serviceVersion);
    // At the counter the clerk has seen who it is, and for whom they act.
    if (actor.kind === 'person') {
      requireAdmission(definition, actor, language);
      if (signsJointly(actor)) throw new Fault('SECOND_SIGNATURE_NEEDED');
    }
    const known = saidByRegisters(draft);
    // A clerk sends for the owner, in the owner's language.
    const owner = actor.kind === 'person' ? actor : await personActor(tx, draft.ownerId);
    const result = await submitAnswers(tx, owner, {
      definition,
      answers: mergedAnswers(draft),
      known,
      silent: draft.silent,
      language: actor.kind === 'person' ? language : draft.language,
      channel: draft.channel,
      ...(draft.identification === null ? {} : { identification: draft.identification }),
      ...(draft.scan === null ? {} : { scan: draft.scan }),
    });
    if (draft.paperNumber !== null) await enterPaperForm(tx, draft.paperNumber, result.ref);
    await tx.db
      .updateTable('intake.draft')
      .set({
        submitted_ref: result.ref,
        updated_at: app.clock.now(),
        answers: '{}',
        known: '{}',
        silent: [],
        requested: [],
        corrected: [],
        left_over: '[]',
        scan: null,
      })
      .where('id', '=', draft.id)
      .execute();
    return { ...result, fresh: true };
  });
}

interface WholeSubmission {
  serviceId: string;
  answers: Record<string, unknown>;
  /** Idempotency key, the owner's own. */
  key: string;
  language: Language;
  /** Registers that the person asks for explicitly, of those that say something only then. */
  requested?: readonly RegisterId[];
  /** Absent: a program sends. `web`: as the form does, where what the registers know is not asked and so not sent. */
  channel?: 'api' | 'web';
}

/**
 * Submits all answers at once. The same key with the same answers gives the same case, also when sent at the same time.
 * @throws Fault ACTING_NOT_ALLOWED, ASSURANCE_TOO_LOW, IDEMPOTENCY_KEY_REUSED, ANSWERS_INVALID
 */
export async function submitOnce(app: App, actor: PersonActor, request: WholeSubmission): Promise<Submitted> {
  const channel = request.channel ?? 'api';
  const definition = serviceById(app, request.serviceId);
  if (!definition) throw new Fault('NOT_FOUND');
  requireAdmission(definition, actor, request.language);
  if (signsJointly(actor)) throw new Fault('SECOND_SIGNATURE_NEEDED');
  const requested = request.requested ?? [];
  // Whoever acts for somebody has no say over what is secret about them.
  if (requested.length > 0 && actor.acting) throw new Fault('FORBIDDEN');
  const hash = hashOf(request.serviceId, request.answers, requested);
  const mine = { ownerId: actor.id, key: request.key, hash };
  const fields = await askFields(app, actor, definition, leftOut(request.answers, channel), requested);
  return transact(app, actor, async (tx) => {
    const before = await claimKey(tx, mine);
    // Sent when two had to sign: it still waits for the second.
    if (before?.caseRef === '') throw new Fault('SECOND_SIGNATURE_NEEDED');
    if (before) return madeBefore(tx, before.caseRef);
    const { answers, language } = request;
    const result = await submitOfProgram(tx, actor, { definition, answers, fields, language, channel });
    await keepClaimed(tx, mine, { case_ref: result.ref });
    return { ...result, fresh: true };
  });
}
