// Opens a case from a submission, in the submission's own transaction; decides at once where the rules of the service allow it.
import { lifecycleOf, transition, type Evaluation, type ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor, ProgrammeActor } from '../../../kernel/actor.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Delivery, Matter, Origin, EvidenceRow } from '../queries/load-matter.ts';
import { newCaseReference } from '../reference.ts';
import { addHistory, applyEffects, promisedDay, saveMatter, startClock } from './apply-effects.ts';
import { legalBasisOf } from '../legal-basis.ts';
import { recordSignatures, type Signer } from './record-signatures.ts';

export interface Submission {
  definition: ServiceDefinition;
  /** Without faults: its `answers` are pruned, so nothing off the path reaches the case. */
  evaluation: Evaluation;
  /** Pointer -> register that confirmed the value. */
  origins: Record<string, Origin>;
  owner: PersonActor;
  applicantName: string;
  channel: 'web' | 'api' | 'counter' | 'phone' | 'paper';
  /** How a clerk made sure who it is; null where the person signed in. */
  identification: string | null;
  language: Language;
  /** One of many that were sent at once: the sender hears of all of them together. */
  inBatch: boolean;
  /** How the person wants letters; absent: by post from the counter, from paper, and without an e-mail address. */
  delivery?: Delivery;
  evidence: EvidenceRow[];
  /** Who has signed for a company, the first one first; absent: whoever sends. */
  signers?: readonly Signer[];
}

/**
 * Who came in person or on paper, or can't be told by mail that something lies in the account, gets letters by post. Of a
 * child or a company those who act for it are told.
 */
function deliveryOf({ delivery, channel, owner }: Submission): Delivery {
  if (delivery) return delivery;
  const untold = owner.email === undefined && owner.acting?.byLaw === undefined;
  return channel === 'counter' || channel === 'paper' || untold ? 'post' : 'account';
}

/** @returns reference and state; `submitted`, or an end state when the programme decided at once */
export async function openCase(
  tx: Transaction,
  submission: Submission,
): Promise<{ ref: string; state: string }> {
  const { definition, evaluation, owner } = submission;
  const { app } = tx;
  const lifecycle = lifecycleOf(definition.process.use);
  const ref = newCaseReference(app.clock.today());
  const atOnce = evaluation.decision === 'at-once';
  const { workingDays } = definition.process.promise;
  const matter: Matter = {
    ref,
    serviceId: definition.id,
    serviceVersion: definition.version,
    state: lifecycle.initial,
    revision: 1,
    unit: definition.owner,
    assigneeId: null,
    ownerId: owner.id,
    applicantName: submission.applicantName,
    channel: submission.channel,
    delivery: deliveryOf(submission),
    identification: submission.identification,
    language: submission.language,
    answers: evaluation.answers,
    origins: submission.origins,
    evaluation,
    outcome: null,
    submittedAt: app.clock.now(),
    due: atOnce ? null : promisedDay(app, workingDays),
    closedAt: null,
  };
  const origins = Object.values(matter.origins);
  await tx.db
    .insertInto('cases.matter')
    .values({
      ref,
      service_id: matter.serviceId,
      service_version: matter.serviceVersion,
      state: matter.state,
      unit: matter.unit,
      owner_id: owner.id,
      organisation_id: owner.organisationId ?? null,
      applicant_name: matter.applicantName,
      channel: matter.channel,
      delivery: matter.delivery,
      identification: matter.identification,
      language: matter.language,
      answers: JSON.stringify(matter.answers),
      origins: JSON.stringify(matter.origins),
      not_asked: origins.filter((origin) => 'asOf' in origin).length,
      asked_in_silence: origins.filter((origin) => 'stated' in origin && !origin.unasked).length,
      evaluation: JSON.stringify(evaluation),
      submitted_at: matter.submittedAt,
      due: matter.due,
    })
    .execute();
  if (submission.evidence.length > 0) {
    await tx.db
      .insertInto('cases.evidence')
      .values(
        submission.evidence.map((each) => ({
          case_ref: ref,
          file_id: each.fileId,
          pointer: each.pointer,
          name: each.name,
          type: each.type,
          size: each.size,
        })),
      )
      .execute();
  }
  await recordSignatures(tx, {
    ref,
    definition,
    answers: matter.answers,
    owner,
    channel: submission.channel,
    ...(submission.signers ? { signers: submission.signers } : {}),
  });
  if (matter.due !== null) await startClock(tx, ref, workingDays, matter.due);
  const acting = tx.actor.kind === 'person' ? tx.actor.acting : undefined;
  await addHistory(tx, matter, {
    action: 'submit',
    fromState: null,
    input: acting ? { mandate: acting.mandateId } : {},
  });
  await tx.recordAccess({
    kind: 'change',
    subject: owner.id,
    fields: ['answers'],
    purpose: `submit|${definition.id}`,
    legalBasis: legalBasisOf(definition),
    caseRef: ref,
  });
  await tx.emit({
    type: 'case.submitted',
    subject: ref,
    data: { service: definition.id, atOnce, channel: submission.channel, inBatch: submission.inBatch },
  });
  if (atOnce) await decideAtOnce(tx, matter, submission);
  return { ref, state: matter.state };
}

/** The programme decides; it is logged as the programme's use of the answers, not as the person's. */
async function decideAtOnce(
  tx: Transaction,
  matter: Matter,
  { definition, inBatch }: Submission,
): Promise<void> {
  const programme: ProgrammeActor = { kind: 'programme', task: 'decide-by-rule' };
  const asProgramme: Transaction = { ...tx, actor: programme };
  const result = transition(
    lifecycleOf(definition.process.use),
    { state: matter.state },
    'decide-at-once',
    'programme',
    {},
  );
  if ('fault' in result)
    throw new Error(`Service ${definition.id} can't be decided at once: ${result.fault}`);
  const before = matter.state;
  matter.state = result.state;
  matter.outcome = {
    action: 'decide-at-once',
    reasons: '',
    conditions: [],
    by: 'programme',
    staffId: null,
    at: tx.app.clock.now().toISOString(),
  };
  await applyEffects(asProgramme, matter, result.effects, {});
  await saveMatter(asProgramme, matter, {
    action: 'decide-at-once',
    fromState: before,
    input: {},
    closed: true,
  });
  await tx.recordAccess({
    kind: 'read',
    subject: matter.ownerId,
    fields: ['answers'],
    purpose: `decide-by-rule|${definition.id}`,
    legalBasis: legalBasisOf(definition),
    caseRef: matter.ref,
    as: programme,
  });
  await tx.emit({
    type: 'case.decided',
    subject: matter.ref,
    data: { service: definition.id, state: matter.state, by: 'programme', inBatch },
  });
}
