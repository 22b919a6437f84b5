// Signs, refuses or withdraws a prepared submission. Signed by the second it becomes a case, the way every submission does.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { loadMatter, signatureDigest } from '../../cases/index.ts';
import { representativesOf } from '../../mandates/index.ts';
import { requireAdmission } from '../admission.ts';
import { checkAnswers, submitAnswers, type Answered } from '../actions/submit-answers.ts';
import type { Submitted } from '../actions/submit.ts';
import { mergedAnswers, saidByRegisters } from '../queries/draft.ts';
import { draftExpiry } from '../retention.ts';
import { jointOf } from './find-joint.ts';
import { isFirst, type JointState, type JointSubmission } from './joint-submission.ts';
import { askKnownAgain, withKnownAgain } from './known-again.ts';

type Ended = Exclude<JointState, 'waiting' | 'signed'>;

/** As `submitAnswers` takes it. */
export async function answeredOf(app: App, joint: JointSubmission): Promise<Answered> {
  const definition = await requireServiceVersion(app, joint.serviceId, joint.serviceVersion);
  const { silent, language, channel } = joint;
  const known = saidByRegisters(joint);
  return { definition, answers: mergedAnswers(joint), known, silent, language, channel };
}

/**
 * The second signature. Signed again by the same one it gives the same case.
 * @throws Fault NOT_FOUND, SIGNATURE_SAME_PERSON, SIGNATURE_STATE_CHANGED, SIGNATURE_LAPSED, SUBMISSION_OUTDATED,
 *   SIGNATURE_FIRST_ENDED, REPRESENTATION_UNCONFIRMED, REGISTER_SILENT, and those of admission
 */
export async function signJoint(
  app: App,
  actor: PersonActor,
  id: string,
  language: Language,
): Promise<Submitted> {
  // Whether the first one may still sign is asked now, outside of the transaction.
  const representatives = await representativesOf(app, actor.id, actor.acting?.by.id ?? actor.id);
  const again = await askKnownAgain(app, actor, id);
  try {
    return await transact(app, actor, async (tx) => {
      const joint = await openFor(tx, actor, id);
      if (joint.state === 'signed' && joint.caseRef !== null && joint.second?.id === actor.acting?.by.id) {
        const matter = await loadMatter(tx, joint.caseRef);
        tx.ownData();
        return { ref: joint.caseRef, state: matter?.state ?? 'submitted', fresh: false };
      }
      if (joint.state !== 'waiting') throw new Fault('SIGNATURE_STATE_CHANGED');
      if (app.clock.today() > joint.waitsUntil) throw new Fault('SIGNATURE_LAPSED');
      if (isFirst(joint, actor)) throw new Fault('SIGNATURE_SAME_PERSON');
      if (representatives === 'silent') throw new Fault('REPRESENTATION_UNCONFIRMED');
      if (!representatives.some(({ key, right }) => key === joint.first.key && right.kind === 'signatory'))
        throw new Fault('SIGNATURE_FIRST_ENDED');
      const answered = await answeredOf(app, await withKnownAgain(tx, actor, joint, again));
      requireAdmission(answered.definition, actor, language);
      return await send(tx, actor, joint, answered);
    });
  } catch (error) {
    const over: Record<string, Ended> = {
      SIGNATURE_LAPSED: 'lapsed',
      SIGNATURE_FIRST_ENDED: 'first-ended',
      SUBMISSION_OUTDATED: 'outdated',
    };
    const ended = error instanceof Fault ? over[error.code] : undefined;
    // Nothing of it was sent; whoever prepared it is told, and finds everything again.
    if (ended) await transact(app, actor, (tx) => endJoint(tx, actor, id, ended, null));
    throw error;
  }
}

async function send(
  tx: Transaction,
  actor: PersonActor,
  joint: JointSubmission,
  answered: Answered,
): Promise<Submitted> {
  const { app } = tx;
  const { definition } = answered;
  if (serviceById(app, joint.serviceId)?.version !== joint.serviceVersion)
    throw new Fault('SUBMISSION_OUTDATED');
  const evaluation = await checkAnswers(tx, actor, answered).catch(outdated);
  // What the second one signs is what the first one has signed.
  if (!signatureDigest(definition, evaluation.answers).equals(joint.digest))
    throw new Fault('SUBMISSION_OUTDATED');
  const { acting } = actor;
  if (!acting) throw new Fault('FORBIDDEN');
  const { first } = joint;
  const now = app.clock.now();
  const result = await submitAnswers(tx, actor, {
    ...answered,
    signers: [
      { accountId: first.id, name: first.name, assurance: first.assurance, at: first.at },
      { accountId: acting.by.id, name: acting.by.name, assurance: actor.assurance, at: now },
    ],
  }).catch(outdated);
  await tx.db
    .updateTable('intake.joint_submission')
    .set({
      state: 'signed',
      case_ref: result.ref,
      second_id: acting.by.id,
      second_name: acting.by.name,
      ended_at: now,
      remove_at: draftExpiry(app),
      answers: '{}',
      known: '{}',
    })
    .where('id', '=', joint.id)
    .execute();
  await tx.db
    .updateTable('intake.submission')
    .set({ case_ref: result.ref })
    .where('joint_id', '=', joint.id)
    .execute();
  await tx.emit({ type: 'submission.signed', subject: joint.id, data: { case: result.ref } });
  return { ...result, fresh: true };
}

function outdated(error: unknown): never {
  throw error instanceof Fault && error.code === 'ANSWERS_INVALID'
    ? new Fault('SUBMISSION_OUTDATED', {}, error.errors)
    : error;
}

/** Of the second one. @throws Fault NOT_FOUND, SIGNATURE_SAME_PERSON, SIGNATURE_STATE_CHANGED, SIGNATURE_REASON_MISSING */
export async function refuseJoint(app: App, actor: PersonActor, id: string, reason: string): Promise<void> {
  const why = reason.trim();
  if (why === '') throw new Fault('SIGNATURE_REASON_MISSING');
  await transact(app, actor, async (tx) => {
    const joint = await openFor(tx, actor, id);
    if (isFirst(joint, actor)) throw new Fault('SIGNATURE_SAME_PERSON');
    if (joint.state === 'refused' && joint.second?.id === actor.acting?.by.id) return tx.ownData();
    if (joint.state !== 'waiting') throw new Fault('SIGNATURE_STATE_CHANGED');
    await endJoint(tx, actor, id, 'refused', why);
  });
}

/** Of the first one. @throws Fault NOT_FOUND, SIGNATURE_NOT_YOURS, SIGNATURE_STATE_CHANGED */
export async function withdrawJoint(app: App, actor: PersonActor, id: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    const joint = await openFor(tx, actor, id);
    if (!isFirst(joint, actor)) throw new Fault('SIGNATURE_NOT_YOURS');
    if (joint.state === 'withdrawn') return tx.ownData();
    if (joint.state !== 'waiting') throw new Fault('SIGNATURE_STATE_CHANGED');
    await endJoint(tx, actor, id, 'withdrawn', null);
  });
}

async function openFor(tx: Transaction, actor: PersonActor, id: string): Promise<JointSubmission> {
  const joint = await jointOf(tx, actor, id, true);
  if (!joint) {
    tx.ownData();
    throw new Fault('NOT_FOUND');
  }
  return joint;
}

/** Ends what is still waiting; whoever was faster has ended it otherwise. @param actor undefined: the program */
export async function endJoint(
  tx: Transaction,
  actor: PersonActor | undefined,
  id: string,
  state: Ended,
  reason: string | null,
): Promise<void> {
  const by = state === 'refused' ? actor?.acting?.by : undefined;
  const row = await tx.db
    .updateTable('intake.joint_submission')
    .set({
      state,
      reason,
      ...(by ? { second_id: by.id, second_name: by.name } : {}),
      ended_at: tx.app.clock.now(),
      remove_at: draftExpiry(tx.app),
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning(['owner_id', 'service_id'])
    .executeTakeFirst();
  if (!row) return tx.recordAccess();
  await tx.recordAccess({
    kind: 'change',
    subject: row.owner_id,
    fields: ['answers'],
    purpose: `submit|${row.service_id}`,
  });
  await tx.emit({ type: `submission.${state}`, subject: id, data: { service: row.service_id } });
}
