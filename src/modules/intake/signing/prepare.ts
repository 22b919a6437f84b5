// Prepares a submission that a second one has to sign: checked as if it were sent, signed by the first, and then left as it is.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { legalBasisOf, signatureDigest } from '../../cases/index.ts';
import { secondSignatureUntil } from '../../mandates/index.ts';
import { requireAdmission } from '../admission.ts';
import { claimKey, hashOf, keepClaimed, madeBefore } from '../actions/claim-key.ts';
import { askFields, useFields } from '../actions/known-fields.ts';
import { leftOut } from '../actions/submit-of-program.ts';
import type { Submitted } from '../actions/submit.ts';
import { checkAnswers, type Answered } from '../actions/submit-answers.ts';
import { lockOwned, mergedAnswers, saidByRegisters } from '../queries/draft.ts';
import { filesIn } from '../queries/files-in.ts';
import { signsJointly } from './joint-submission.ts';

export interface Prepared {
  id: string;
  /** False when the same had been prepared before. */
  fresh: boolean;
}

/** So many of one company may wait at the same time: each sends mails. */
const mostWaiting = 200;

/**
 * The draft becomes a prepared submission; posting it again gives the same one.
 * @throws Fault DRAFT_GONE, ANSWERS_INVALID, SIGNATURES_TOO_MANY, and those of admission
 */
export async function prepareDraft(
  app: App,
  actor: PersonActor,
  draftId: string,
  language: Language,
): Promise<Prepared> {
  return transact(app, actor, async (tx) => {
    const draft = await lockOwned(tx, actor, draftId);
    if (!draft) {
      const before = await tx.db
        .selectFrom('intake.joint_submission')
        .select('id')
        .where('owner_id', '=', actor.id)
        .where('draft_id', '=', draftId)
        .executeTakeFirst();
      if (!before) throw new Fault('DRAFT_GONE');
      return { id: before.id, fresh: false };
    }
    if (draft.submittedRef !== null) throw new Fault('DRAFT_GONE');
    const definition = await requireServiceVersion(app, draft.serviceId, draft.serviceVersion);
    requireAdmission(definition, actor, language);
    const known = saidByRegisters(draft);
    const { answers, silent, corrected, visited } = draft;
    const answered: Answered = {
      ...{ definition, answers: mergedAnswers(draft), known, silent, language, channel: 'web' },
    };
    const id = await keep(tx, actor, answered, { answers, known: draft.known, corrected, visited, draftId });
    await tx.db.updateTable('intake.upload').set({ draft_id: id }).where('draft_id', '=', draftId).execute();
    await tx.db.deleteFrom('intake.draft').where('id', '=', draftId).execute();
    return { id, fresh: true };
  });
}

interface SentWhole {
  serviceId: string;
  answers: Record<string, unknown>;
  /** Idempotency key, the owner's own. */
  key: string;
  language: Language;
  /** Absent: by a program. */
  channel?: 'web' | 'api';
}

/**
 * Of a program: the same key with the same answers gives the same one, or the case that it became, also where it was sent
 * by somebody who signs alone.
 * @throws Fault also IDEMPOTENCY_KEY_REUSED
 */
export async function prepareOnce(
  app: App,
  actor: PersonActor,
  sent: SentWhole,
): Promise<Prepared | Submitted> {
  const definition = serviceById(app, sent.serviceId);
  if (!definition) throw new Fault('NOT_FOUND');
  requireAdmission(definition, actor, sent.language);
  const mine = { ownerId: actor.id, key: sent.key, hash: hashOf(sent.serviceId, sent.answers) };
  const { channel = 'api' } = sent;
  const fields = await askFields(app, actor, definition, leftOut(sent.answers, channel));
  return transact(app, actor, async (tx) => {
    const before = await claimKey(tx, mine);
    if (before) {
      if (before.caseRef !== '') return madeBefore(tx, before.caseRef);
      if (before.jointId === null) throw new Fault('IDEMPOTENCY_KEY_REUSED');
      return { id: before.jointId, fresh: false };
    }
    await useFields(tx, actor, fields);
    const { known, silent } = fields;
    const { answers, language } = sent;
    const typed = { answers, known, corrected: [] };
    const answered: Answered = {
      ...{ definition, answers: mergedAnswers(typed), known, silent, language, channel },
    };
    const id = await keep(tx, actor, answered, { ...typed, visited: [], draftId: null });
    await keepClaimed(tx, mine, { joint_id: id });
    return { id, fresh: true };
  });
}

async function keep(
  tx: Transaction,
  actor: PersonActor,
  answered: Answered,
  typed: {
    answers: Record<string, unknown>;
    known: Answered['known'];
    corrected: string[];
    visited: string[];
    draftId: string | null;
  },
): Promise<string> {
  const { app } = tx;
  const { definition, language } = answered;
  const { acting } = actor;
  const key = acting?.by.registerId;
  if (!signsJointly(actor) || !acting || key === undefined) throw new Fault('FORBIDDEN');
  await requireRoom(tx, actor.id);
  const evaluation = await checkAnswers(tx, actor, answered);
  const { id } = await tx.db
    .insertInto('intake.joint_submission')
    .values({
      owner_id: actor.id,
      service_id: definition.id,
      service_version: definition.version,
      language,
      channel: answered.channel === 'api' ? 'api' : 'web',
      answers: JSON.stringify(typed.answers),
      known: JSON.stringify(typed.known),
      silent: [...answered.silent],
      corrected: typed.corrected,
      visited: typed.visited,
      draft_id: typed.draftId,
      first_id: acting.by.id,
      first_key: key,
      first_name: acting.by.name,
      first_assurance: actor.assurance,
      first_at: app.clock.now(),
      digest: signatureDigest(definition, evaluation.answers),
      waits_until: secondSignatureUntil(app),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const files = filesIn(evaluation.answers).map(({ file }) => file.id);
  if (files.length > 0)
    await tx.db
      .updateTable('intake.upload')
      .set({ draft_id: id })
      .where('owner_id', '=', actor.id)
      .where('file_id', 'in', files)
      .execute();
  await tx.recordAccess({
    kind: 'change',
    subject: actor.id,
    fields: ['answers'],
    purpose: `submit|${definition.id}`,
    legalBasis: legalBasisOf(definition),
  });
  await tx.emit({ type: 'submission.prepared', subject: id, data: { service: definition.id } });
  return id;
}

async function requireRoom(tx: Transaction, ownerId: string): Promise<void> {
  const { waiting } = await tx.db
    .selectFrom('intake.joint_submission')
    .select((eb) => eb.fn.countAll<string>().as('waiting'))
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  if (Number(waiting) >= mostWaiting) throw new Fault('SIGNATURES_TOO_MANY');
}
